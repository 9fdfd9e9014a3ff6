"""Do stored predictions still come from their model files?"""

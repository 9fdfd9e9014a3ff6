"""Django's admin over tables of any size."""

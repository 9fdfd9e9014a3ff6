"""What the gate found of a new model beside the live one, as facts: mlcore.words.verdicts.gate says them."""

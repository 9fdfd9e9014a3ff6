"""What people expected without a model, held against results."""

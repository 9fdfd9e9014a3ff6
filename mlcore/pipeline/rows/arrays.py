"""What arrays are called: figures, numbers of a column, and positions of choices."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.float64]
Codes = NDArray[np.intp]

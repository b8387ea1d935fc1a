"""What is measured on a mask, in true mm: lesions, their diameters, and where along each axis the regions lie."""

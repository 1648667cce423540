"""What people look at: pages, the picture of a landscape, and the worksheet as text."""

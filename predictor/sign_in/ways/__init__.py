"""What somebody signs in with, as an admin sees it and takes it away."""

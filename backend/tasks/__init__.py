"""What can be segmented, from which images, into which regions."""

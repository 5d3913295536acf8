"""The plug-in that gives a WordPress what publishing needs: one PHP file."""

"""The public pages: what readers, feed readers and search engines see of the embedded CMS."""

"""The words of the project as frozen values; nothing here does any work or touches the disk."""

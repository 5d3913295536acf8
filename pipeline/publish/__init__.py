"""What has to change in the CMS, and the conversation that changes it; pure, no I/O."""

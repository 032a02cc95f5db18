"""Where the stages of the plan run: in this process, or on a cluster."""

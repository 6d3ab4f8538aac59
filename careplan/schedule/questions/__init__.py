"""What may be asked of a plan that has its dates; nothing is changed by asking."""

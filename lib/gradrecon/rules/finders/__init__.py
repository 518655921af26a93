"""What rules look for, where several rules share the way of looking."""

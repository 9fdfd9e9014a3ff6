"""What a result may be, beside the predicted value: quantiles, ranges and chances, per set of missing inputs."""

"""What a training found: its leaderboard, each candidate, and what counts."""

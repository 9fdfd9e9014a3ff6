"""The exploration of a dataset as people read it: sentences, charts and the tables behind them."""

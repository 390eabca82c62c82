-- When a recipient answered that it would not do what a notice asks.
ALTER TABLE notices ADD COLUMN refused {{long}} NULL;

-- One number for all that a delivery was decided by beside its data; what waits is decided anew when it is another now. Null: decided before there was one.
ALTER TABLE deliveries ADD COLUMN terms {{long}} NULL;

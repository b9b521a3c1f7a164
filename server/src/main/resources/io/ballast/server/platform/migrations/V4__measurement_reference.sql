-- Events of the model that a window is compared with: its statement is forgotten when one of those changes, too.

ALTER TABLE measurement ADD COLUMN reference_start BIGINT;
ALTER TABLE measurement ADD COLUMN reference_end BIGINT;

CREATE INDEX measurement_reference ON measurement (model_id, reference_end);

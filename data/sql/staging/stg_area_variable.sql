-- One number about one area; null where the source has a row but no value.
select area_id, dataset, variable, value
from kept_variables

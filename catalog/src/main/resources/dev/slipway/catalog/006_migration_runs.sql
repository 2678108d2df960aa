-- Which deployments applied migrations: few of many, and their records are long.
CREATE INDEX deployment_migrated ON deployment (app, environment)
  WHERE jsonb_exists(record, 'migration');

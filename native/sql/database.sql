-- What only a superuser can give a new database of fairlead_owner's: pgvector, which is not a
-- trusted extension. Run once in the database, before the migrations.
create extension if not exists vector with schema public;

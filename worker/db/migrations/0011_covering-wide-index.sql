-- A check of a thousand recipients reads whom a key belongs to from the index itself.
DROP INDEX `identifiers_wide`;--> statement-breakpoint
CREATE INDEX `identifiers_wide` ON `identifiers` (`org_id`,`wide_key`,`contact_id`);
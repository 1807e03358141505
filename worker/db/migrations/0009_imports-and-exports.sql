CREATE TABLE `exports` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`what` text NOT NULL,
	`format` text NOT NULL,
	`purpose` text NOT NULL,
	`recipient` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `import_lines` (
	`org_id` text NOT NULL,
	`import_id` text NOT NULL,
	`row` integer NOT NULL,
	`place` integer NOT NULL,
	`column` text,
	`code` text NOT NULL,
	`message` text NOT NULL,
	`taken` integer NOT NULL,
	PRIMARY KEY(`org_id`, `import_id`, `row`, `place`),
	FOREIGN KEY (`org_id`,`import_id`) REFERENCES `imports`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `imports` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`settings` text NOT NULL,
	`dry_run` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`state` text NOT NULL,
	`problem` text,
	`offset` integer NOT NULL,
	`reading` text NOT NULL,
	`rows` integer NOT NULL,
	`taken` integer NOT NULL,
	`refused` integer NOT NULL,
	`noted` integer NOT NULL,
	`events` integer NOT NULL,
	`moved_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
-- What is recorded of a list is never taken for less than it was, and nothing is added to one that is over.
CREATE TRIGGER `imports_only_forward` BEFORE UPDATE ON `imports`
WHEN NEW.`offset` < OLD.`offset` OR OLD.`state` <> 'open'
BEGIN
	SELECT RAISE(ABORT, 'an import goes only forward, and ends once');
END;
--> statement-breakpoint
-- What was taken out, by whom and for whom stays on record.
CREATE TRIGGER `exports_no_update` BEFORE UPDATE ON `exports`
BEGIN
	SELECT RAISE(ABORT, 'exports are append-only: an entry is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `exports_no_delete` BEFORE DELETE ON `exports`
BEGIN
	SELECT RAISE(ABORT, 'exports are append-only: an entry is never deleted');
END;
--> statement-breakpoint
-- INSERT OR REPLACE deletes without firing delete triggers (https://sqlite.org/lang_conflict.html).
CREATE TRIGGER `exports_no_replace` BEFORE INSERT ON `exports`
WHEN EXISTS (SELECT 1 FROM `exports` WHERE `org_id` = NEW.`org_id` AND `id` = NEW.`id`)
BEGIN
	SELECT RAISE(ABORT, 'exports are append-only: an entry with this id exists');
END;

CREATE TABLE `snapshot_builds` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`started_at` integer NOT NULL,
	`next_prefix` integer NOT NULL,
	`parts` integer NOT NULL,
	`entries` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `snapshot_parts` (
	`org_id` text NOT NULL,
	`build_id` text NOT NULL,
	`part` integer NOT NULL,
	`first_prefix` integer NOT NULL,
	`size` integer NOT NULL,
	`digest` blob NOT NULL,
	`packed` blob NOT NULL,
	PRIMARY KEY(`org_id`, `build_id`, `part`),
	FOREIGN KEY (`org_id`,`build_id`) REFERENCES `snapshot_builds`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `identifiers` ADD `device_wide` blob;--> statement-breakpoint
ALTER TABLE `identifiers` ADD `device_exact` blob;--> statement-breakpoint
CREATE INDEX `identifiers_device` ON `identifiers` (`org_id`,`device_wide`);
CREATE TABLE `key_rotations` (
	`org_id` text NOT NULL,
	`generation` integer NOT NULL,
	`cursor` blob NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`org_id`, `generation`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `log_checkpoints` (
	`org_id` text NOT NULL,
	`size` integer NOT NULL,
	`root` blob NOT NULL,
	`note` text NOT NULL,
	`signed_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `size`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `log_keys` (
	`org_id` text NOT NULL,
	`generation` integer NOT NULL,
	`public_key` blob NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`org_id`, `generation`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `log_tiles` (
	`org_id` text NOT NULL,
	`level` integer NOT NULL,
	`tile` integer NOT NULL,
	`hashes` blob NOT NULL,
	PRIMARY KEY(`org_id`, `level`, `tile`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `persons` (
	`org_id` text NOT NULL,
	`contact_id` blob NOT NULL,
	`person_id` blob NOT NULL,
	PRIMARY KEY(`org_id`, `contact_id`),
	FOREIGN KEY (`org_id`,`contact_id`) REFERENCES `contacts`(`org_id`,`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`org_id`,`person_id`) REFERENCES `contacts`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `persons_person` ON `persons` (`org_id`,`person_id`);--> statement-breakpoint
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
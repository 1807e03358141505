CREATE TABLE `api_tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`org_id` text NOT NULL,
	`role` text NOT NULL,
	`hash` blob NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "api_tokens_role" CHECK("api_tokens"."role" in ('admin', 'dpo', 'marketer', 'rep', 'auditor')),
	CONSTRAINT "api_tokens_hash" CHECK(length("api_tokens"."hash") = 32)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_tokens_hash_unique` ON `api_tokens` (`hash`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`org_id` text NOT NULL,
	`id` blob NOT NULL,
	`wrapped_key` blob NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `events` (
	`org_id` text NOT NULL,
	`contact_id` blob NOT NULL,
	`seq` integer NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`purpose` text NOT NULL,
	`channel` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`method` text NOT NULL,
	`language` text,
	`notice_version` text,
	`until` integer,
	`excepts` text,
	`identifier_key` blob NOT NULL,
	`digest` blob NOT NULL,
	`sealed` blob,
	PRIMARY KEY(`org_id`, `contact_id`, `seq`),
	FOREIGN KEY (`org_id`,`contact_id`) REFERENCES `contacts`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `events_seq` ON `events` (`org_id`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_id` ON `events` (`org_id`,`id`);--> statement-breakpoint
CREATE TABLE `identifiers` (
	`org_id` text NOT NULL,
	`exact_key` blob NOT NULL,
	`contact_id` blob NOT NULL,
	`type` text NOT NULL,
	`wide_key` blob NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`org_id`, `exact_key`),
	FOREIGN KEY (`org_id`,`contact_id`) REFERENCES `contacts`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `identifiers_wide` ON `identifiers` (`org_id`,`wide_key`);--> statement-breakpoint
CREATE INDEX `identifiers_contact` ON `identifiers` (`org_id`,`contact_id`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);

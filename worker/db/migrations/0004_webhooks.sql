CREATE TABLE `hook_counts` (
	`org_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`outcome` text NOT NULL,
	`event` text NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `connection_id`, `outcome`, `event`),
	FOREIGN KEY (`org_id`,`connection_id`) REFERENCES `provider_connections`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `hook_tokens` (
	`org_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`token` blob NOT NULL,
	`body` blob NOT NULL,
	`expires_at` integer NOT NULL,
	PRIMARY KEY(`org_id`, `connection_id`, `token`),
	FOREIGN KEY (`org_id`,`connection_id`) REFERENCES `provider_connections`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `hook_tokens_expiry` ON `hook_tokens` (`expires_at`);--> statement-breakpoint
CREATE TABLE `hook_unread` (
	`org_id` text NOT NULL,
	`connection_id` text NOT NULL,
	`id` text NOT NULL,
	`received_at` integer NOT NULL,
	`event` text NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`org_id`, `connection_id`, `id`),
	FOREIGN KEY (`org_id`,`connection_id`) REFERENCES `provider_connections`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `provider_connections` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`provider` text NOT NULL,
	`name` text NOT NULL,
	`path` text NOT NULL,
	`settings` text NOT NULL,
	`sealed` blob,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `provider_connections_path_unique` ON `provider_connections` (`path`);--> statement-breakpoint
CREATE TABLE `webhook_attempts` (
	`org_id` text NOT NULL,
	`message_id` text NOT NULL,
	`attempt` integer NOT NULL,
	`at` integer NOT NULL,
	`status` integer,
	`failure` text,
	PRIMARY KEY(`org_id`, `message_id`, `attempt`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhook_endpoints` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`description` text NOT NULL,
	`types` text NOT NULL,
	`identifiers` integer NOT NULL,
	`sealed` blob NOT NULL,
	`created_at` integer NOT NULL,
	`failing_since` integer,
	`disabled_at` integer,
	`disabled_because` text,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhook_messages` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`endpoint_id` text NOT NULL,
	`type` text NOT NULL,
	`seq` integer,
	`data` text,
	`created_at` integer NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at` integer,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`,`endpoint_id`) REFERENCES `webhook_endpoints`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `webhook_messages_due` ON `webhook_messages` (`due_at`) WHERE "webhook_messages"."due_at" is not null;--> statement-breakpoint
CREATE INDEX `webhook_messages_endpoint` ON `webhook_messages` (`org_id`,`endpoint_id`,`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `webhook_subscriptions` (
	`org_id` text NOT NULL,
	`event` text NOT NULL,
	`endpoint_id` text NOT NULL,
	`type` text NOT NULL,
	PRIMARY KEY(`org_id`, `event`, `endpoint_id`),
	FOREIGN KEY (`org_id`,`endpoint_id`) REFERENCES `webhook_endpoints`(`org_id`,`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
-- The outbox is written by whatever writes the fact, in its transaction: a route cannot forget it, an import cannot skip it.
CREATE TRIGGER `webhooks_of_events` AFTER INSERT ON `events`
WHEN EXISTS (SELECT 1 FROM `webhook_subscriptions` WHERE `org_id` = NEW.`org_id` AND `event` = NEW.`type`)
BEGIN
	INSERT INTO `webhook_messages` (`org_id`, `id`, `endpoint_id`, `type`, `seq`, `created_at`, `state`, `attempts`, `due_at`)
	SELECT `org_id`, 'msg_' || lower(hex(randomblob(16))), `endpoint_id`, `type`, NEW.`seq`, NEW.`recorded_at`, 'pending', 0, NEW.`recorded_at`
	FROM `webhook_subscriptions` WHERE `org_id` = NEW.`org_id` AND `event` = NEW.`type`;
END;
--> statement-breakpoint
-- Version 1 is what held before the first publication, and nothing new.
CREATE TRIGGER `webhooks_of_policies` AFTER INSERT ON `policy_versions`
WHEN NEW.`version` > 1
BEGIN
	INSERT INTO `webhook_messages` (`org_id`, `id`, `endpoint_id`, `type`, `data`, `created_at`, `state`, `attempts`, `due_at`)
	SELECT `org_id`, 'msg_' || lower(hex(randomblob(16))), `endpoint_id`, `type`,
		json_object('version', NEW.`version`, 'publishedBy', NEW.`published_by`),
		NEW.`published_at`, 'pending', 0, NEW.`published_at`
	FROM `webhook_subscriptions` WHERE `org_id` = NEW.`org_id` AND `event` = 'policy.published';
END;
--> statement-breakpoint
CREATE TRIGGER `webhooks_of_guard_reports` AFTER INSERT ON `guard_reports`
BEGIN
	INSERT INTO `webhook_messages` (`org_id`, `id`, `endpoint_id`, `type`, `data`, `created_at`, `state`, `attempts`, `due_at`)
	SELECT `org_id`, 'msg_' || lower(hex(randomblob(16))), `endpoint_id`, `type`,
		json_object('id', NEW.`id`, 'site', NEW.`site`, 'problem', NEW.`problem`, 'reportedBy', NEW.`reported_by`),
		NEW.`reported_at`, 'pending', 0, NEW.`reported_at`
	FROM `webhook_subscriptions` WHERE `org_id` = NEW.`org_id` AND `event` = 'guard.report';
END;

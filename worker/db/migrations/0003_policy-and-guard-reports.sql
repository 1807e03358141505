CREATE TABLE `guard_reports` (
	`org_id` text NOT NULL,
	`id` text NOT NULL,
	`reported_at` integer NOT NULL,
	`reported_by` text NOT NULL,
	`site` text NOT NULL,
	`problem` text NOT NULL,
	`structure` text NOT NULL,
	PRIMARY KEY(`org_id`, `id`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `policy_versions` (
	`org_id` text NOT NULL,
	`version` integer NOT NULL,
	`document` text NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	`note` text,
	PRIMARY KEY(`org_id`, `version`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
-- What was published stays as it was: a decision of last year is explained by the policy of last year.
CREATE TRIGGER `policy_versions_no_update` BEFORE UPDATE ON `policy_versions`
BEGIN
	SELECT RAISE(ABORT, 'policy_versions is append-only: a version is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `policy_versions_no_delete` BEFORE DELETE ON `policy_versions`
BEGIN
	SELECT RAISE(ABORT, 'policy_versions is append-only: a version is never deleted');
END;
--> statement-breakpoint
CREATE TRIGGER `policy_versions_no_replace` BEFORE INSERT ON `policy_versions`
WHEN EXISTS (SELECT 1 FROM `policy_versions` WHERE `org_id` = NEW.`org_id` AND `version` = NEW.`version`)
BEGIN
	SELECT RAISE(ABORT, 'policy_versions is append-only: this version exists');
END;

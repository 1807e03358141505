CREATE TABLE `selector_sets` (
	`org_id` text PRIMARY KEY NOT NULL,
	`document` text NOT NULL,
	`set_at` integer NOT NULL,
	`set_by` text NOT NULL,
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;

CREATE TABLE `screening_dismissals` (
	`org_id` text NOT NULL,
	`category` text NOT NULL,
	`binder` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`org_id`, `category`, `binder`),
	FOREIGN KEY (`org_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
) WITHOUT ROWID;

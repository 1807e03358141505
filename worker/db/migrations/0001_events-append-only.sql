-- What is written stays: erasing a contact destroys its key, and the events remain.
CREATE TRIGGER `events_no_update` BEFORE UPDATE ON `events`
BEGIN
	SELECT RAISE(ABORT, 'events are append-only: an event is never changed');
END;
--> statement-breakpoint
CREATE TRIGGER `events_no_delete` BEFORE DELETE ON `events`
BEGIN
	SELECT RAISE(ABORT, 'events are append-only: an event is never deleted');
END;
--> statement-breakpoint
-- INSERT OR REPLACE deletes without firing delete triggers (https://sqlite.org/lang_conflict.html).
CREATE TRIGGER `events_no_replace` BEFORE INSERT ON `events`
WHEN EXISTS (SELECT 1 FROM `events` WHERE `org_id` = NEW.`org_id` AND (`id` = NEW.`id` OR `seq` = NEW.`seq`))
BEGIN
	SELECT RAISE(ABORT, 'events are append-only: an event with this id or seq exists');
END;

DROP INDEX `webhook_messages_due`;--> statement-breakpoint
CREATE INDEX `webhook_messages_due` ON `webhook_messages` (`org_id`,`endpoint_id`,`due_at`) WHERE "webhook_messages"."due_at" is not null;
--> statement-breakpoint
-- A dry run has changed nothing, so there is nothing to tell.
CREATE TRIGGER `webhooks_of_imports` AFTER UPDATE OF `state` ON `imports`
WHEN OLD.`state` = 'open' AND NEW.`state` <> 'open' AND NEW.`dry_run` = 0
BEGIN
	INSERT INTO `webhook_messages` (`org_id`, `id`, `endpoint_id`, `type`, `data`, `created_at`, `state`, `attempts`, `due_at`)
	SELECT `org_id`, 'msg_' || lower(hex(randomblob(16))), `endpoint_id`, `type`,
		json_object('id', NEW.`id`, 'state', NEW.`state`, 'rows', NEW.`rows`, 'taken', NEW.`taken`,
			'refused', NEW.`refused`, 'events', NEW.`events`, 'createdBy', NEW.`created_by`),
		NEW.`moved_at`, 'pending', 0, NEW.`moved_at`
	FROM `webhook_subscriptions` WHERE `org_id` = NEW.`org_id` AND `event` = 'import.finished';
END;

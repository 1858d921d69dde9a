-- Generated from db/migrations by `npm run db:schema`, to be read and reviewed. MariaDB's words.

CREATE TABLE `account_links` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `kind` varchar(20) NOT NULL,
  `from_account_id` bigint(20) unsigned NOT NULL,
  `to_account_id` bigint(20) unsigned NOT NULL,
  `valid_from` date NOT NULL,
  `valid_to` date DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `account_link_once` (`kind`,`from_account_id`,`to_account_id`,`valid_from`),
  KEY `account_link_to` (`to_account_id`,`kind`),
  KEY `account_link_from` (`from_account_id`),
  CONSTRAINT `account_link_from` FOREIGN KEY (`from_account_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `account_link_to_account` FOREIGN KEY (`to_account_id`) REFERENCES `accounts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `account_team` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `person_id` bigint(20) unsigned NOT NULL,
  `role` varchar(20) NOT NULL,
  `valid_from` date NOT NULL,
  `valid_to` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `account_team_once` (`account_id`,`person_id`,`role`,`valid_from`),
  KEY `account_team_person` (`person_id`,`account_id`),
  CONSTRAINT `account_team_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `account_team_person` FOREIGN KEY (`person_id`) REFERENCES `persons` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `accounts` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `code` varchar(40) NOT NULL,
  `name` varchar(200) NOT NULL,
  `local_name` varchar(200) DEFAULT NULL,
  `parent_id` bigint(20) unsigned DEFAULT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL DEFAULT 0,
  `buys` tinyint(1) NOT NULL DEFAULT 0,
  `distributes` tinyint(1) NOT NULL DEFAULT 0,
  `supplies` tinyint(1) NOT NULL DEFAULT 0,
  `class` char(1) DEFAULT NULL,
  `stage` varchar(20) NOT NULL DEFAULT 'active',
  `currency` char(3) NOT NULL,
  `language` varchar(10) NOT NULL DEFAULT 'en',
  `time_zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `city` varchar(100) DEFAULT NULL,
  `country` char(2) DEFAULT NULL,
  `phone` varchar(60) DEFAULT NULL,
  `website` varchar(200) DEFAULT NULL,
  `tax_number` varchar(40) DEFAULT NULL,
  `merged_into_id` bigint(20) unsigned DEFAULT NULL,
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `version` int(10) unsigned NOT NULL DEFAULT 1,
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `account_code` (`code`),
  KEY `account_name` (`name`,`id`),
  KEY `account_tree` (`root_account_id`,`name`,`id`),
  KEY `account_parent` (`parent_id`),
  KEY `account_merged` (`merged_into_id`),
  CONSTRAINT `account_merged` FOREIGN KEY (`merged_into_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `account_parent` FOREIGN KEY (`parent_id`) REFERENCES `accounts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `addresses` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `fingerprint` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `name` varchar(200) NOT NULL,
  `street` varchar(300) NOT NULL,
  `city` varchar(100) NOT NULL,
  `region` varchar(100) DEFAULT NULL,
  `postal_code` varchar(20) DEFAULT NULL,
  `country` char(2) NOT NULL,
  `time_zone` varchar(64) NOT NULL,
  `latitude` decimal(9,6) DEFAULT NULL,
  `longitude` decimal(9,6) DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `address_owner` (`id`,`account_id`),
  UNIQUE KEY `address_once` (`account_id`,`fingerprint`),
  KEY `address_tree` (`root_account_id`,`city`,`id`),
  CONSTRAINT `address_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `audit_chains` (
  `chain` varchar(40) NOT NULL,
  `sequence` bigint(20) unsigned NOT NULL,
  `hmac` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`chain`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `audit_entries` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `chain` varchar(40) NOT NULL,
  `sequence` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned DEFAULT NULL,
  `at` datetime(3) NOT NULL,
  `person_id` bigint(20) unsigned DEFAULT NULL,
  `action` varchar(60) NOT NULL,
  `subject_type` varchar(40) NOT NULL,
  `subject_id` varchar(80) NOT NULL,
  `before_values` longtext DEFAULT NULL,
  `after_values` longtext DEFAULT NULL,
  `ip` varchar(45) DEFAULT NULL,
  `request_id` varchar(64) DEFAULT NULL,
  `hmac` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `audit_sequence` (`chain`,`sequence`),
  KEY `audit_account` (`account_id`,`id`),
  KEY `audit_person` (`person_id`,`id`),
  KEY `audit_action` (`action`,`id`),
  KEY `audit_subject` (`subject_type`,`subject_id`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `credentials` (
  `person_id` bigint(20) unsigned NOT NULL,
  `password_hash` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `changed_at` datetime(3) NOT NULL,
  PRIMARY KEY (`person_id`),
  CONSTRAINT `credential_person` FOREIGN KEY (`person_id`) REFERENCES `persons` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `customer_products` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `product_id` bigint(20) unsigned NOT NULL,
  `code` varchar(60) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `customer_product_once` (`account_id`,`product_id`,`code`),
  KEY `customer_product_code` (`root_account_id`,`code`),
  KEY `customer_product_any` (`code`),
  KEY `customer_product_product` (`product_id`),
  KEY `customer_product_own_code` (`account_id`,`code`),
  CONSTRAINT `customer_product_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `customer_product_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `external_refs` (
  `entity` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `source` varchar(40) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `external_id` varchar(150) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `record_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned DEFAULT NULL,
  `digest` binary(20) DEFAULT NULL,
  `imported_values` longtext DEFAULT NULL,
  `run_id` bigint(20) unsigned DEFAULT NULL,
  PRIMARY KEY (`entity`,`source`,`external_id`),
  KEY `external_ref_record` (`entity`,`record_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `files` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `file_key` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `shipment_id` bigint(20) unsigned DEFAULT NULL,
  `purpose` varchar(40) NOT NULL,
  `name` varchar(200) NOT NULL,
  `media_type` varchar(100) NOT NULL,
  `size` bigint(20) unsigned NOT NULL,
  `sha256` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `created_by` bigint(20) unsigned DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `file_key_once` (`file_key`),
  KEY `file_shipment` (`shipment_id`,`account_id`),
  CONSTRAINT `file_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `import_clashes` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `code` varchar(20) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `run_id` bigint(20) unsigned NOT NULL,
  `record_id` bigint(20) unsigned DEFAULT NULL,
  `account_id` bigint(20) unsigned DEFAULT NULL,
  `entity` varchar(40) NOT NULL,
  `external_id` varchar(150) NOT NULL,
  `field` varchar(60) NOT NULL,
  `last_imported` text DEFAULT NULL,
  `incoming` text DEFAULT NULL,
  `live` text DEFAULT NULL,
  `state` varchar(20) NOT NULL DEFAULT 'open',
  `created_at` datetime(3) NOT NULL,
  `settled_at` datetime(3) DEFAULT NULL,
  `settled_by` bigint(20) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_clash_code` (`code`),
  KEY `import_clash_state` (`state`,`id`),
  KEY `import_clash_run` (`run_id`),
  KEY `import_clash_record` (`entity`,`record_id`,`field`),
  CONSTRAINT `import_clash_run` FOREIGN KEY (`run_id`) REFERENCES `import_runs` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `import_lease` (
  `id` tinyint(3) unsigned NOT NULL,
  `owner` varchar(160) NOT NULL,
  `until` datetime(3) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `import_runs` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `code` varchar(20) CHARACTER SET ascii COLLATE ascii_bin DEFAULT NULL,
  `source` varchar(40) NOT NULL,
  `state` varchar(20) NOT NULL,
  `started_at` datetime(3) NOT NULL,
  `finished_at` datetime(3) DEFAULT NULL,
  `counts` longtext DEFAULT NULL,
  `refusals` longtext DEFAULT NULL,
  `error` text DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `import_run_code` (`code`),
  KEY `import_run_recent` (`started_at` DESC,`id` DESC),
  KEY `import_run_state` (`state`,`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `import_touched` (
  `projection` varchar(20) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `record_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`projection`,`record_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `internal_notes` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `order_id` bigint(20) unsigned DEFAULT NULL,
  `shipment_id` bigint(20) unsigned DEFAULT NULL,
  `body` text NOT NULL,
  `author_id` bigint(20) unsigned NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `retracted_at` datetime(3) DEFAULT NULL,
  `retracted_by` bigint(20) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `internal_notes_order` (`order_id`,`account_id`,`id`),
  KEY `internal_notes_shipment` (`shipment_id`,`account_id`,`id`),
  KEY `internal_notes_tree` (`root_account_id`,`created_at` DESC,`id` DESC),
  KEY `internal_notes_author` (`author_id`),
  CONSTRAINT `internal_notes_author` FOREIGN KEY (`author_id`) REFERENCES `persons` (`id`),
  CONSTRAINT `internal_notes_order` FOREIGN KEY (`order_id`, `account_id`) REFERENCES `orders` (`id`, `account_id`),
  CONSTRAINT `internal_notes_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `legal_entities` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `code` varchar(20) NOT NULL,
  `name` varchar(200) NOT NULL,
  `currency` char(3) NOT NULL,
  `country` char(2) NOT NULL,
  `time_zone` varchar(64) NOT NULL,
  `tax_number` varchar(40) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `legal_entity_code` (`code`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `legs` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `shipment_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `sequence` int(10) unsigned NOT NULL,
  `mode` varchar(20) NOT NULL,
  `carrier` varchar(120) DEFAULT NULL,
  `vehicle` varchar(120) DEFAULT NULL,
  `voyage` varchar(60) DEFAULT NULL,
  `from_place` varchar(120) NOT NULL,
  `from_country` char(2) DEFAULT NULL,
  `from_latitude` decimal(9,6) DEFAULT NULL,
  `from_longitude` decimal(9,6) DEFAULT NULL,
  `to_place` varchar(120) NOT NULL,
  `to_country` char(2) DEFAULT NULL,
  `to_latitude` decimal(9,6) DEFAULT NULL,
  `to_longitude` decimal(9,6) DEFAULT NULL,
  `departs_at` datetime(3) DEFAULT NULL,
  `arrives_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `leg_once` (`shipment_id`,`sequence`),
  KEY `leg_parent` (`shipment_id`,`account_id`),
  CONSTRAINT `leg_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `mail_links` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `purpose` varchar(20) NOT NULL,
  `token_hash` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `person_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned DEFAULT NULL,
  `created_by` bigint(20) unsigned DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  `expires_at` datetime(3) NOT NULL,
  `used_at` datetime(3) DEFAULT NULL,
  `revoked_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `mail_link_token` (`token_hash`),
  KEY `mail_link_person` (`person_id`,`purpose`,`id`),
  KEY `mail_link_account` (`account_id`,`id`),
  KEY `mail_link_open` (`purpose`,`used_at`,`revoked_at`,`expires_at`,`person_id`),
  CONSTRAINT `mail_link_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `mail_link_person` FOREIGN KEY (`person_id`) REFERENCES `persons` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `marks` (
  `name` varchar(60) NOT NULL,
  `value` varchar(500) NOT NULL,
  `at` datetime(3) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `memberships` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `person_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `role` varchar(20) NOT NULL,
  `inherits` tinyint(1) NOT NULL DEFAULT 1,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `membership_once` (`person_id`,`account_id`),
  KEY `membership_account` (`account_id`,`person_id`),
  KEY `membership_tree` (`root_account_id`,`person_id`),
  CONSTRAINT `membership_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `membership_person` FOREIGN KEY (`person_id`) REFERENCES `persons` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `notes` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `order_id` bigint(20) unsigned DEFAULT NULL,
  `shipment_id` bigint(20) unsigned DEFAULT NULL,
  `body` text NOT NULL,
  `author_id` bigint(20) unsigned NOT NULL,
  `created_at` datetime(3) NOT NULL,
  `retracted_at` datetime(3) DEFAULT NULL,
  `retracted_by` bigint(20) unsigned DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `notes_order` (`order_id`,`account_id`,`id`),
  KEY `notes_shipment` (`shipment_id`,`account_id`,`id`),
  KEY `notes_tree` (`root_account_id`,`created_at` DESC,`id` DESC),
  KEY `notes_author` (`author_id`),
  KEY `notes_account` (`account_id`,`created_at` DESC,`id` DESC),
  KEY `notes_all` (`created_at` DESC,`id` DESC),
  CONSTRAINT `notes_author` FOREIGN KEY (`author_id`) REFERENCES `persons` (`id`),
  CONSTRAINT `notes_order` FOREIGN KEY (`order_id`, `account_id`) REFERENCES `orders` (`id`, `account_id`),
  CONSTRAINT `notes_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `order_lines` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `order_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `placed_at` datetime(3) NOT NULL,
  `line_no` int(10) unsigned NOT NULL,
  `po_line_number` varchar(20) DEFAULT NULL,
  `product_id` bigint(20) unsigned DEFAULT NULL,
  `sku` varchar(60) NOT NULL,
  `customer_sku` varchar(60) DEFAULT NULL,
  `description` varchar(300) NOT NULL,
  `quantity` decimal(19,6) NOT NULL,
  `unit` varchar(3) NOT NULL DEFAULT 'C62',
  `unit_price` decimal(19,6) NOT NULL,
  `price_base` decimal(19,6) NOT NULL DEFAULT 1.000000,
  `discount` decimal(9,6) NOT NULL DEFAULT 0.000000,
  `net` decimal(19,4) NOT NULL,
  `tax_rate` decimal(9,6) NOT NULL DEFAULT 0.000000,
  `shipped_quantity` decimal(19,6) NOT NULL DEFAULT 0.000000,
  `delivered_quantity` decimal(19,6) NOT NULL DEFAULT 0.000000,
  `backordered_quantity` decimal(19,6) NOT NULL DEFAULT 0.000000,
  `cancelled_quantity` decimal(19,6) NOT NULL DEFAULT 0.000000,
  `over_tolerance` decimal(9,6) NOT NULL DEFAULT 0.000000,
  `promised_on` date DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `order_line_once` (`order_id`,`line_no`),
  UNIQUE KEY `order_line_owner` (`id`,`account_id`),
  KEY `order_line_parent` (`order_id`,`account_id`),
  KEY `order_line_tree_product` (`root_account_id`,`product_id`,`placed_at` DESC,`order_id` DESC),
  KEY `order_line_account_product` (`account_id`,`product_id`,`placed_at` DESC,`order_id` DESC),
  KEY `order_line_product` (`product_id`,`placed_at` DESC,`order_id` DESC),
  CONSTRAINT `order_line_order` FOREIGN KEY (`order_id`, `account_id`) REFERENCES `orders` (`id`, `account_id`),
  CONSTRAINT `order_line_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `orders` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `legal_entity_id` bigint(20) unsigned NOT NULL,
  `number` varchar(40) NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `kind` varchar(20) NOT NULL DEFAULT 'standard',
  `status` varchar(20) NOT NULL,
  `is_open` tinyint(1) NOT NULL,
  `late` tinyint(1) NOT NULL DEFAULT 0,
  `po_number` varchar(60) DEFAULT NULL,
  `ordered_by` varchar(200) DEFAULT NULL,
  `currency` char(3) NOT NULL,
  `placed_at` datetime(3) NOT NULL,
  `confirmed_at` datetime(3) DEFAULT NULL,
  `packed_at` datetime(3) DEFAULT NULL,
  `shipped_at` datetime(3) DEFAULT NULL,
  `delivered_at` datetime(3) DEFAULT NULL,
  `cancelled_at` datetime(3) DEFAULT NULL,
  `held_at` datetime(3) DEFAULT NULL,
  `hold_reason` varchar(300) DEFAULT NULL,
  `requested_on` date DEFAULT NULL,
  `first_promised_on` date DEFAULT NULL,
  `promised_on` date DEFAULT NULL,
  `promise_cause` varchar(300) DEFAULT NULL,
  `promise_of` varchar(10) NOT NULL DEFAULT 'delivery',
  `days_late` smallint(6) DEFAULT NULL,
  `ship_to_id` bigint(20) unsigned DEFAULT NULL,
  `bill_to_id` bigint(20) unsigned DEFAULT NULL,
  `lines_count` int(10) unsigned NOT NULL DEFAULT 0,
  `contents` varchar(200) NOT NULL DEFAULT '',
  `goods_total` decimal(19,4) NOT NULL DEFAULT 0.0000,
  `discount_total` decimal(19,4) NOT NULL DEFAULT 0.0000,
  `freight_total` decimal(19,4) NOT NULL DEFAULT 0.0000,
  `tax_total` decimal(19,4) NOT NULL DEFAULT 0.0000,
  `total` decimal(19,4) NOT NULL DEFAULT 0.0000,
  `version` int(10) unsigned NOT NULL DEFAULT 1,
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `order_number` (`legal_entity_id`,`number`),
  UNIQUE KEY `order_owner` (`id`,`account_id`),
  KEY `order_by_number` (`number`),
  KEY `order_by_po` (`po_number`),
  KEY `order_tree` (`root_account_id`,`placed_at` DESC,`id` DESC),
  KEY `order_account` (`account_id`,`placed_at` DESC,`id` DESC),
  KEY `order_all` (`placed_at` DESC,`id` DESC),
  KEY `order_changed` (`root_account_id`,`updated_at`),
  KEY `order_ship_to` (`ship_to_id`,`account_id`),
  KEY `order_bill_to` (`bill_to_id`,`account_id`),
  KEY `order_tree_state` (`root_account_id`,`status`,`placed_at` DESC,`id` DESC,`is_open`,`late`),
  KEY `order_account_state` (`account_id`,`status`,`placed_at` DESC,`id` DESC,`is_open`,`late`),
  KEY `order_all_state` (`status`,`placed_at` DESC,`id` DESC,`is_open`,`late`),
  KEY `order_tree_current` (`root_account_id`,`is_open`,`placed_at` DESC,`id` DESC,`late`,`status`),
  KEY `order_account_current` (`account_id`,`is_open`,`placed_at` DESC,`id` DESC,`late`,`status`),
  KEY `order_all_current` (`is_open`,`placed_at` DESC,`id` DESC,`late`,`status`),
  KEY `order_tree_day` (`root_account_id`,`promised_on`,`id`,`placed_at`),
  KEY `order_account_day` (`account_id`,`promised_on`,`id`,`placed_at`),
  KEY `order_all_day` (`promised_on`,`id`,`placed_at`),
  KEY `order_tree_due` (`root_account_id`,`is_open`,`promised_on`,`id`,`late`,`status`,`placed_at`),
  KEY `order_account_due` (`account_id`,`is_open`,`promised_on`,`id`,`late`,`status`,`placed_at`),
  KEY `order_all_due` (`is_open`,`promised_on`,`id`,`late`,`status`,`placed_at`),
  KEY `order_place` (`ship_to_id`,`placed_at` DESC,`id` DESC,`status`,`is_open`,`late`),
  KEY `order_tree_number` (`root_account_id`,`number`),
  KEY `order_account_number` (`account_id`,`number`),
  KEY `order_tree_po` (`root_account_id`,`po_number`),
  KEY `order_account_po` (`account_id`,`po_number`),
  CONSTRAINT `order_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `order_bill_to` FOREIGN KEY (`bill_to_id`, `account_id`) REFERENCES `addresses` (`id`, `account_id`),
  CONSTRAINT `order_entity` FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entities` (`id`),
  CONSTRAINT `order_ship_to` FOREIGN KEY (`ship_to_id`, `account_id`) REFERENCES `addresses` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `outbox` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `topic` varchar(80) NOT NULL,
  `payload` longtext NOT NULL,
  `unique_key` varchar(190) DEFAULT NULL,
  `state` varchar(10) NOT NULL DEFAULT 'waiting',
  `run_at` datetime(3) NOT NULL,
  `attempts` int(10) unsigned NOT NULL DEFAULT 0,
  `lease_owner` varchar(80) DEFAULT NULL,
  `lease_until` datetime(3) DEFAULT NULL,
  `fence` bigint(20) unsigned NOT NULL DEFAULT 0,
  `last_error` text DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  `finished_at` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `outbox_once` (`unique_key`),
  KEY `outbox_due` (`state`,`run_at`,`id`),
  KEY `outbox_topic` (`topic`,`state`,`id`),
  KEY `outbox_finished` (`state`,`finished_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `package_lines` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `package_id` bigint(20) unsigned NOT NULL,
  `shipment_line_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `quantity` decimal(19,6) NOT NULL,
  `lot` varchar(60) NOT NULL DEFAULT '',
  `serial` varchar(60) NOT NULL DEFAULT '',
  PRIMARY KEY (`id`),
  UNIQUE KEY `package_line_once` (`package_id`,`shipment_line_id`,`lot`,`serial`),
  KEY `package_line_line` (`shipment_line_id`,`account_id`),
  CONSTRAINT `package_line_line` FOREIGN KEY (`shipment_line_id`, `account_id`) REFERENCES `shipment_lines` (`id`, `account_id`),
  CONSTRAINT `package_line_package` FOREIGN KEY (`package_id`) REFERENCES `packages` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `packages` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `shipment_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `number` int(10) unsigned NOT NULL,
  `kind` varchar(40) DEFAULT NULL,
  `tracking_number` varchar(60) DEFAULT NULL,
  `sscc` varchar(18) DEFAULT NULL,
  `weight_kg` decimal(12,3) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `package_once` (`shipment_id`,`number`),
  UNIQUE KEY `package_owner` (`id`,`account_id`),
  KEY `package_parent` (`shipment_id`,`account_id`),
  KEY `package_by_tracking` (`tracking_number`),
  KEY `package_by_sscc` (`sscc`),
  CONSTRAINT `package_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `persons` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `email` varchar(254) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `name` varchar(200) NOT NULL,
  `job_title` varchar(120) DEFAULT NULL,
  `phone` varchar(60) DEFAULT NULL,
  `staff_role` varchar(20) DEFAULT NULL,
  `language` varchar(10) NOT NULL DEFAULT 'en',
  `time_zone` varchar(64) NOT NULL DEFAULT 'UTC',
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `visit_at` datetime(3) DEFAULT NULL,
  `previous_visit_at` datetime(3) DEFAULT NULL,
  `version` int(10) unsigned NOT NULL DEFAULT 1,
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `person_email` (`email`),
  KEY `person_name` (`name`,`id`),
  KEY `person_staff` (`staff_role`,`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `product_words` (
  `word` varchar(40) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  `product_id` bigint(20) unsigned NOT NULL,
  PRIMARY KEY (`word`,`product_id`),
  KEY `product_word_product` (`product_id`),
  CONSTRAINT `product_word_product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `products` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `sku` varchar(60) NOT NULL,
  `name` varchar(200) NOT NULL,
  `local_name` varchar(200) DEFAULT NULL,
  `category` varchar(80) DEFAULT NULL,
  `unit` varchar(3) NOT NULL DEFAULT 'C62',
  `price_base` decimal(19,6) NOT NULL DEFAULT 1.000000,
  `list_price` decimal(19,6) DEFAULT NULL,
  `currency` char(3) DEFAULT NULL,
  `weight_kg` decimal(12,3) DEFAULT NULL,
  `supplier_account_id` bigint(20) unsigned DEFAULT NULL,
  `discontinued` tinyint(1) NOT NULL DEFAULT 0,
  `version` int(10) unsigned NOT NULL DEFAULT 1,
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `product_sku` (`sku`),
  KEY `product_name` (`name`,`id`),
  KEY `product_supplier` (`supplier_account_id`,`sku`),
  CONSTRAINT `product_supplier` FOREIGN KEY (`supplier_account_id`) REFERENCES `accounts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `promise_changes` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `order_id` bigint(20) unsigned NOT NULL,
  `previous_on` date DEFAULT NULL,
  `promised_on` date NOT NULL,
  `cause` varchar(40) NOT NULL,
  `explanation` varchar(300) DEFAULT NULL,
  `given_at` datetime(3) NOT NULL,
  `given_by` bigint(20) unsigned DEFAULT NULL,
  `source` varchar(40) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `promise_change_order` (`order_id`,`account_id`,`id`),
  KEY `promise_change_tree` (`root_account_id`,`given_at` DESC,`id` DESC),
  KEY `promise_change_recent` (`given_at` DESC,`id` DESC),
  KEY `promise_change_person` (`given_by`),
  KEY `promise_change_account` (`account_id`,`given_at` DESC,`id` DESC),
  CONSTRAINT `promise_change_order` FOREIGN KEY (`order_id`, `account_id`) REFERENCES `orders` (`id`, `account_id`),
  CONSTRAINT `promise_change_person` FOREIGN KEY (`given_by`) REFERENCES `persons` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `rate_limits` (
  `key` varchar(255) NOT NULL,
  `points` int(11) NOT NULL DEFAULT 0,
  `expire` bigint(20) unsigned DEFAULT NULL,
  PRIMARY KEY (`key`),
  KEY `rate_limit_expire` (`expire`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `reference_numbers` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `order_id` bigint(20) unsigned DEFAULT NULL,
  `shipment_id` bigint(20) unsigned DEFAULT NULL,
  `type` varchar(30) NOT NULL,
  `value` varchar(80) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `reference_order` (`order_id`,`type`,`value`),
  UNIQUE KEY `reference_shipment` (`shipment_id`,`type`,`value`),
  KEY `reference_value` (`value`),
  KEY `reference_order_owner` (`order_id`,`account_id`),
  KEY `reference_shipment_owner` (`shipment_id`,`account_id`),
  CONSTRAINT `reference_order` FOREIGN KEY (`order_id`, `account_id`) REFERENCES `orders` (`id`, `account_id`),
  CONSTRAINT `reference_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `saved_views` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `person_id` bigint(20) unsigned NOT NULL,
  `list` varchar(40) NOT NULL,
  `name` varchar(80) NOT NULL,
  `query` varchar(1000) NOT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `saved_view_once` (`person_id`,`list`,`name`),
  CONSTRAINT `saved_view_person` FOREIGN KEY (`person_id`) REFERENCES `persons` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `schedule` (
  `name` varchar(60) NOT NULL,
  `next_at` datetime(3) NOT NULL,
  `last_at` datetime(3) DEFAULT NULL,
  `lease_owner` varchar(80) DEFAULT NULL,
  `lease_until` datetime(3) DEFAULT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `sessions` (
  `id` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `user_id` bigint(20) unsigned NOT NULL,
  `expires_at` datetime(3) NOT NULL,
  `created_at` datetime(3) NOT NULL DEFAULT current_timestamp(3),
  `ip` varchar(45) DEFAULT NULL,
  `user_agent` varchar(300) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `session_person` (`user_id`,`expires_at`),
  KEY `session_expiry` (`expires_at`),
  CONSTRAINT `session_person` FOREIGN KEY (`user_id`) REFERENCES `persons` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `shipment_lines` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `shipment_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `order_id` bigint(20) unsigned NOT NULL,
  `order_line_id` bigint(20) unsigned NOT NULL,
  `quantity` decimal(19,6) NOT NULL,
  `unit` varchar(3) NOT NULL DEFAULT 'C62',
  `elsewhere` tinyint(1) NOT NULL DEFAULT 0,
  `opened_at` datetime(3) NOT NULL DEFAULT '1970-01-01 00:00:00.000',
  PRIMARY KEY (`id`),
  UNIQUE KEY `shipment_line_once` (`shipment_id`,`order_line_id`),
  UNIQUE KEY `shipment_line_owner` (`id`,`account_id`),
  KEY `shipment_line_order` (`order_id`,`account_id`,`shipment_id`),
  KEY `shipment_line_line` (`order_line_id`,`account_id`,`shipment_id`),
  KEY `shipment_line_tree_list` (`root_account_id`,`elsewhere`,`opened_at` DESC,`shipment_id` DESC),
  KEY `shipment_line_account_list` (`account_id`,`elsewhere`,`opened_at` DESC,`shipment_id` DESC),
  CONSTRAINT `shipment_line_line` FOREIGN KEY (`order_line_id`, `account_id`) REFERENCES `order_lines` (`id`, `account_id`),
  CONSTRAINT `shipment_line_order` FOREIGN KEY (`order_id`, `account_id`) REFERENCES `orders` (`id`, `account_id`),
  CONSTRAINT `shipment_line_shipment` FOREIGN KEY (`shipment_id`) REFERENCES `shipments` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `shipments` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `legal_entity_id` bigint(20) unsigned NOT NULL,
  `number` varchar(40) NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `kind` varchar(20) NOT NULL DEFAULT 'standard',
  `status` varchar(20) NOT NULL,
  `is_open` tinyint(1) NOT NULL,
  `late` tinyint(1) NOT NULL DEFAULT 0,
  `ships_from` varchar(200) DEFAULT NULL,
  `from_city` varchar(100) DEFAULT NULL,
  `from_country` char(2) DEFAULT NULL,
  `from_time_zone` varchar(64) DEFAULT NULL,
  `from_latitude` decimal(9,6) DEFAULT NULL,
  `from_longitude` decimal(9,6) DEFAULT NULL,
  `shipper_account_id` bigint(20) unsigned DEFAULT NULL,
  `ship_to_id` bigint(20) unsigned DEFAULT NULL,
  `carrier` varchar(120) DEFAULT NULL,
  `service` varchar(120) DEFAULT NULL,
  `mode` varchar(20) DEFAULT NULL,
  `tracking_number` varchar(60) DEFAULT NULL,
  `terms` varchar(60) DEFAULT NULL,
  `weight_kg` decimal(12,3) DEFAULT NULL,
  `packages_count` int(10) unsigned DEFAULT NULL,
  `opened_at` datetime(3) NOT NULL,
  `shipped_at` datetime(3) DEFAULT NULL,
  `first_expected_on` date DEFAULT NULL,
  `expected_on` date DEFAULT NULL,
  `delivered_at` datetime(3) DEFAULT NULL,
  `signed_by` varchar(120) DEFAULT NULL,
  `last_event_at` datetime(3) DEFAULT NULL,
  `cause` varchar(300) DEFAULT NULL,
  `contents` varchar(200) NOT NULL DEFAULT '',
  `version` int(10) unsigned NOT NULL DEFAULT 1,
  `created_at` datetime(3) NOT NULL,
  `updated_at` datetime(3) NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `shipment_number` (`legal_entity_id`,`number`),
  UNIQUE KEY `shipment_owner` (`id`,`account_id`),
  KEY `shipment_by_number` (`number`),
  KEY `shipment_by_tracking` (`tracking_number`),
  KEY `shipment_tree` (`root_account_id`,`opened_at` DESC,`id` DESC),
  KEY `shipment_account` (`account_id`,`opened_at` DESC,`id` DESC),
  KEY `shipment_all` (`opened_at` DESC,`id` DESC),
  KEY `shipment_silent` (`is_open`,`last_event_at`,`id`),
  KEY `shipment_shipper` (`shipper_account_id`),
  KEY `shipment_ship_to` (`ship_to_id`,`account_id`),
  KEY `shipment_tree_state` (`root_account_id`,`status`,`opened_at` DESC,`id` DESC,`is_open`,`late`),
  KEY `shipment_account_state` (`account_id`,`status`,`opened_at` DESC,`id` DESC,`is_open`,`late`),
  KEY `shipment_all_state` (`status`,`opened_at` DESC,`id` DESC,`is_open`,`late`),
  KEY `shipment_tree_current` (`root_account_id`,`is_open`,`opened_at` DESC,`id` DESC,`late`,`status`),
  KEY `shipment_account_current` (`account_id`,`is_open`,`opened_at` DESC,`id` DESC,`late`,`status`),
  KEY `shipment_all_current` (`is_open`,`opened_at` DESC,`id` DESC,`late`,`status`),
  KEY `shipment_tree_due` (`root_account_id`,`is_open`,`expected_on`,`id`,`late`,`status`,`opened_at`),
  KEY `shipment_account_due` (`account_id`,`is_open`,`expected_on`,`id`,`late`,`status`,`opened_at`),
  KEY `shipment_all_due` (`is_open`,`expected_on`,`id`,`late`,`status`,`opened_at`),
  KEY `shipment_tree_number` (`root_account_id`,`number`),
  KEY `shipment_account_number` (`account_id`,`number`),
  KEY `shipment_tree_tracking` (`root_account_id`,`tracking_number`),
  KEY `shipment_account_tracking` (`account_id`,`tracking_number`),
  CONSTRAINT `shipment_account` FOREIGN KEY (`account_id`) REFERENCES `accounts` (`id`),
  CONSTRAINT `shipment_entity` FOREIGN KEY (`legal_entity_id`) REFERENCES `legal_entities` (`id`),
  CONSTRAINT `shipment_ship_to` FOREIGN KEY (`ship_to_id`, `account_id`) REFERENCES `addresses` (`id`, `account_id`),
  CONSTRAINT `shipment_shipper` FOREIGN KEY (`shipper_account_id`) REFERENCES `accounts` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `submissions` (
  `person_id` bigint(20) unsigned NOT NULL,
  `form_key` char(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `body_hash` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `answer` longtext DEFAULT NULL,
  `created_at` datetime(3) NOT NULL,
  PRIMARY KEY (`person_id`,`form_key`),
  KEY `submission_age` (`created_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `timeline_entries` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `order_id` bigint(20) unsigned DEFAULT NULL,
  `shipment_id` bigint(20) unsigned DEFAULT NULL,
  `kind` varchar(60) NOT NULL,
  `at` datetime(3) NOT NULL,
  `actor_id` bigint(20) unsigned DEFAULT NULL,
  `facts` longtext NOT NULL,
  PRIMARY KEY (`id`),
  KEY `timeline_order` (`order_id`,`account_id`,`at`),
  KEY `timeline_shipment` (`shipment_id`,`account_id`,`at`),
  KEY `timeline_tree` (`root_account_id`,`at` DESC,`id` DESC),
  KEY `timeline_actor` (`actor_id`),
  KEY `timeline_account` (`account_id`,`at` DESC,`id` DESC),
  KEY `timeline_all` (`at` DESC,`id` DESC),
  CONSTRAINT `timeline_actor` FOREIGN KEY (`actor_id`) REFERENCES `persons` (`id`),
  CONSTRAINT `timeline_order` FOREIGN KEY (`order_id`, `account_id`) REFERENCES `orders` (`id`, `account_id`),
  CONSTRAINT `timeline_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

CREATE TABLE `tracking_events` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `shipment_id` bigint(20) unsigned NOT NULL,
  `account_id` bigint(20) unsigned NOT NULL,
  `root_account_id` bigint(20) unsigned NOT NULL,
  `package_number` int(10) unsigned DEFAULT NULL,
  `fingerprint` char(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  `status` varchar(20) NOT NULL,
  `classifier` varchar(10) NOT NULL,
  `raw_code` varchar(40) DEFAULT NULL,
  `raw_text` varchar(500) DEFAULT NULL,
  `place` varchar(120) DEFAULT NULL,
  `country` char(2) DEFAULT NULL,
  `time_zone` varchar(64) DEFAULT NULL,
  `latitude` decimal(9,6) DEFAULT NULL,
  `longitude` decimal(9,6) DEFAULT NULL,
  `happened_at` datetime(3) NOT NULL,
  `utc_offset` smallint(6) NOT NULL DEFAULT 0,
  `recorded_at` datetime(3) NOT NULL,
  `source` varchar(40) NOT NULL,
  `retracted_at` datetime(3) DEFAULT NULL,
  `retracted_by` bigint(20) unsigned DEFAULT NULL,
  `retract_reason` varchar(300) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `tracking_event_once` (`shipment_id`,`fingerprint`),
  KEY `tracking_event_parent` (`shipment_id`,`account_id`,`happened_at`),
  KEY `tracking_event_tree` (`root_account_id`,`recorded_at` DESC,`id` DESC),
  KEY `tracking_event_person` (`retracted_by`),
  KEY `tracking_event_account` (`account_id`,`recorded_at` DESC,`id` DESC),
  KEY `tracking_event_all` (`recorded_at` DESC,`id` DESC),
  CONSTRAINT `tracking_event_person` FOREIGN KEY (`retracted_by`) REFERENCES `persons` (`id`),
  CONSTRAINT `tracking_event_shipment` FOREIGN KEY (`shipment_id`, `account_id`) REFERENCES `shipments` (`id`, `account_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;

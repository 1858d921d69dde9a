-- list: a tree, later page
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, `o`.`total` as `total`
  from (select /*+ INDEX(o order_tree) */ `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where (`o`.`root_account_id` = ? and (`o`.`placed_at` < ? or (`o`.`placed_at` = ? and `o`.`id` < ?))) and (`o`.`root_account_id` = ?)
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `page`
  inner join `orders` as `o` on (`o`.`id` = `page`.`id`) and (`o`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `o`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `o`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  order by `page`.`at` desc, `page`.`id` desc;

-- list: two accounts, prices of one
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, case when `o`.`account_id` = ? then `o`.`total` end as `total`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(o order_account) */ `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where (`o`.`account_id` = ?) and (`o`.`account_id` in (?, ?))
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `piece_0`
  union all select id, at
  from (select /*+ INDEX(o order_account) */ `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where (`o`.`account_id` = ?) and (`o`.`account_id` in (?, ?))
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `piece_1`) as pieces
  order by at desc, id desc
  limit 26) as `page`
  inner join `orders` as `o` on (`o`.`id` = `page`.`id`) and (`o`.`account_id` in (?, ?))
  inner join `accounts` as `a` on (`a`.`id` = `o`.`account_id`) and (`a`.`id` in (?, ?))
  left join `addresses` as `place` on (`place`.`id` = `o`.`ship_to_id`) and (`place`.`account_id` in (?, ?))
  order by `page`.`at` desc, `page`.`id` desc;

-- list: staff, late
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, `o`.`total` as `total`
  from (select /*+ INDEX(o order_all_current) */ `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where `o`.`is_open` = ? and `o`.`late` = ?
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `page`
  inner join `orders` as `o` on `o`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `o`.`account_id`
  left join `addresses` as `place` on `place`.`id` = `o`.`ship_to_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- list: staff, two statuses
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, `o`.`total` as `total`
  from (select id, at
  from (select id, at
  from (select /*+ INDEX(o order_all_state) */ `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where `o`.`status` = ?
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `piece_0`
  union all select id, at
  from (select /*+ INDEX(o order_all_state) */ `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where `o`.`status` = ?
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `piece_1`) as pieces
  order by at desc, id desc
  limit 26) as `page`
  inner join `orders` as `o` on `o`.`id` = `page`.`id`
  inner join `accounts` as `a` on `a`.`id` = `o`.`account_id`
  left join `addresses` as `place` on `place`.`id` = `o`.`ship_to_id`
  order by `page`.`at` desc, `page`.`id` desc;

-- list: by promised day, open
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, `o`.`total` as `total`
  from (select /*+ INDEX(o order_tree_due) */ `o`.`id`, `o`.`promised_on` as `at`
  from `orders` as `o`
  where (`o`.`root_account_id` = ? and `o`.`is_open` = ? and `o`.`promised_on` is not null) and (`o`.`root_account_id` = ?)
  order by `o`.`promised_on` asc, `o`.`id` asc
  limit ?) as `page`
  inner join `orders` as `o` on (`o`.`id` = `page`.`id`) and (`o`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `o`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `o`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  order by `page`.`at` asc, `page`.`id` asc;

-- list: by promised day, the unpromised
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, `o`.`total` as `total`
  from (select /*+ INDEX(o order_tree_day) */ `o`.`id`, `o`.`promised_on` as `at`
  from `orders` as `o`
  where (`o`.`root_account_id` = ? and `o`.`promised_on` is null and `o`.`id` < ?) and (`o`.`root_account_id` = ?)
  order by `o`.`promised_on` desc, `o`.`id` desc
  limit ?) as `page`
  inner join `orders` as `o` on (`o`.`id` = `page`.`id`) and (`o`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `o`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `o`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  order by `page`.`at` desc, `page`.`id` desc;

-- list: between days, one place
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, `o`.`total` as `total`
  from (select /*+ INDEX(o order_place) */ `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where (`o`.`placed_at` >= ? and `o`.`placed_at` < ? and `o`.`ship_to_id` = ?) and (`o`.`root_account_id` = ?)
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `page`
  inner join `orders` as `o` on (`o`.`id` = `page`.`id`) and (`o`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `o`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `o`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  order by `page`.`at` desc, `page`.`id` desc;

-- list: found by number and product, open
select `o`.`id`, `o`.`number`, `o`.`po_number`, `o`.`placed_at`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`hold_reason`, `o`.`contents`, `o`.`lines_count`, `o`.`currency`, `place`.`city`, `place`.`time_zone`, `a`.`code`, `a`.`name`, `a`.`time_zone` as `account_zone`, `o`.`total` as `total`
  from (select id, at
  from (select id, at
  from (select `o`.`id`, `o`.`placed_at` as `at`
  from `orders` as `o`
  where (`o`.`id` in (?, ?) and `o`.`is_open` = ? and (`o`.`placed_at` < ? or (`o`.`placed_at` = ? and `o`.`id` < ?))) and (`o`.`root_account_id` = ?)
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?) as `piece_0`
  union select id, at
  from (select /*+ INDEX(l order_line_tree_product) */ `l`.`order_id` as `id`, `l`.`placed_at` as `at`
  from `order_lines` as `l`
  where (`l`.`product_id` = ? and `l`.`root_account_id` = ? and (`l`.`placed_at` < ? or (`l`.`placed_at` = ? and `l`.`order_id` < ?)) and not exists (select `earlier`.`id`
  from `order_lines` as `earlier`
  where (`earlier`.`order_id` = `l`.`order_id` and `earlier`.`product_id` = `l`.`product_id` and `earlier`.`id` < `l`.`id`) and (`earlier`.`root_account_id` = ?)) and exists (select `o`.`id`
  from `orders` as `o`
  where (`o`.`id` = `l`.`order_id` and `o`.`is_open` = ?) and (`o`.`root_account_id` = ?))) and (`l`.`root_account_id` = ?)
  order by `l`.`placed_at` desc, `l`.`order_id` desc
  limit ?) as `piece_1`) as pieces
  order by at desc, id desc
  limit 26) as `page`
  inner join `orders` as `o` on (`o`.`id` = `page`.`id`) and (`o`.`root_account_id` = ?)
  inner join `accounts` as `a` on (`a`.`id` = `o`.`account_id`) and (`a`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `o`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  order by `page`.`at` desc, `page`.`id` desc;

-- search: numbers
select `found`.`id`
  from (select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`number` in (?)) and (`o`.`account_id` in (?, ?))
  limit ?) as `piece_0`
  union select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`po_number` in (?)) and (`o`.`account_id` in (?, ?))
  limit ?) as `piece_1`
  union select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`number` like ?) and (`o`.`account_id` in (?, ?))
  order by `o`.`number` desc
  limit ?) as `piece_2`
  union select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`po_number` like ?) and (`o`.`account_id` in (?, ?))
  order by `o`.`po_number` desc
  limit ?) as `piece_3`
  union select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`number` in (?)) and (`o`.`account_id` in (?, ?))
  limit ?) as `piece_4`
  union select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`po_number` in (?)) and (`o`.`account_id` in (?, ?))
  limit ?) as `piece_5`
  union select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`number` like ?) and (`o`.`account_id` in (?, ?))
  order by `o`.`number` desc
  limit ?) as `piece_6`
  union select id
  from (select `o`.`id`
  from `orders` as `o`
  where (`o`.`account_id` = ? and `o`.`po_number` like ?) and (`o`.`account_id` in (?, ?))
  order by `o`.`po_number` desc
  limit ?) as `piece_7`) as `found`
  limit ?;

-- search: product words
select distinct `w`.`product_id`
  from `product_words` as `w`
  where `w`.`word` like ? and (select `also`.`product_id`
  from `product_words` as `also`
  where `also`.`product_id` = `w`.`product_id` and `also`.`word` like ?
  limit ?) is not null and ((select `bought`.`order_id`
  from `order_lines` as `bought`
  where (`bought`.`product_id` = `w`.`product_id` and `bought`.`account_id` = ?) and (`bought`.`account_id` in (?, ?))
  limit ?) is not null or (select `bought`.`order_id`
  from `order_lines` as `bought`
  where (`bought`.`product_id` = `w`.`product_id` and `bought`.`account_id` = ?) and (`bought`.`account_id` in (?, ?))
  limit ?) is not null)
  limit ?;

-- places to choose
select `fingerprint`, `street`, `city`
  from `addresses`
  where ((`account_id` = ? or `account_id` = ?)) and (`addresses`.`account_id` in (?, ?))
  order by `city`, `street`
  limit ?;

-- order
select `o`.`id`, `o`.`account_id`, `o`.`root_account_id`, `o`.`number`, `o`.`kind`, `o`.`status`, `o`.`is_open`, `o`.`late`, `o`.`days_late`, `o`.`po_number`, `o`.`ordered_by`, `o`.`currency`, `o`.`placed_at`, `o`.`confirmed_at`, `o`.`packed_at`, `o`.`shipped_at`, `o`.`delivered_at`, `o`.`cancelled_at`, `o`.`held_at`, `o`.`hold_reason`, `o`.`requested_on`, `o`.`first_promised_on`, `o`.`promised_on`, `o`.`promise_cause`, `o`.`promise_of`, `o`.`lines_count`, `o`.`contents`, `o`.`version`, `seller`.`code` as `seller_code`, `seller`.`name` as `seller_name`, `a`.`code` as `account_code`, `a`.`name` as `account_name`, `a`.`time_zone` as `account_zone`, `place`.`name` as `to_name`, `place`.`street` as `to_street`, `place`.`city` as `to_city`, `place`.`region` as `to_region`, `place`.`postal_code` as `to_postal_code`, `place`.`country` as `to_country`, `place`.`time_zone` as `to_zone`, `payer`.`name` as `payer_name`, `payer`.`street` as `payer_street`, `payer`.`city` as `payer_city`, `payer`.`region` as `payer_region`, `payer`.`postal_code` as `payer_postal_code`, `payer`.`country` as `payer_country`, case when `o`.`account_id` = ? then `o`.`goods_total` end as `goods_total`, case when `o`.`account_id` = ? then `o`.`discount_total` end as `discount_total`, case when `o`.`account_id` = ? then `o`.`freight_total` end as `freight_total`, case when `o`.`account_id` = ? then `o`.`tax_total` end as `tax_total`, case when `o`.`account_id` = ? then `o`.`total` end as `total`
  from `orders` as `o`
  inner join `legal_entities` as `seller` on `seller`.`id` = `o`.`legal_entity_id`
  inner join `accounts` as `a` on (`a`.`id` = `o`.`account_id`) and (`a`.`id` in (?, ?))
  left join `addresses` as `place` on (`place`.`id` = `o`.`ship_to_id`) and (`place`.`account_id` in (?, ?))
  left join `addresses` as `payer` on (`payer`.`id` = `o`.`bill_to_id`) and (`payer`.`account_id` in (?, ?))
  where (`o`.`number` = ?) and (`o`.`account_id` in (?, ?))
  order by `o`.`id` desc
  limit ?;

-- order: lines
select `l`.`id`, `l`.`line_no`, `l`.`po_line_number`, `l`.`sku`, `l`.`customer_sku`, `l`.`description`, `l`.`unit`, `l`.`price_base`, `l`.`quantity`, `l`.`shipped_quantity`, `l`.`delivered_quantity`, `l`.`backordered_quantity`, `l`.`cancelled_quantity`, `l`.`promised_on`, case when `l`.`account_id` = ? then `l`.`unit_price` end as `unit_price`, case when `l`.`account_id` = ? then `l`.`discount` end as `discount`, case when `l`.`account_id` = ? then `l`.`net` end as `net`, case when `l`.`account_id` = ? then `l`.`tax_rate` end as `tax_rate`
  from `order_lines` as `l`
  where (`l`.`order_id` = ?) and (`l`.`account_id` in (?, ?))
  order by `l`.`line_no`
  limit ?;

-- order: shipments
select `part`.`id` as `part_id`, `part`.`order_line_id`, `part`.`quantity`, `part`.`unit`, `l`.`description`, `l`.`line_no`, `s`.`id`, `s`.`number`, `s`.`status`, `s`.`is_open`, `s`.`late`, `s`.`carrier`, `s`.`service`, `s`.`mode`, `s`.`tracking_number`, `s`.`shipped_at`, `s`.`first_expected_on`, `s`.`expected_on`, `s`.`delivered_at`, `s`.`signed_by`, `s`.`weight_kg`, `s`.`packages_count`, `s`.`opened_at`, `s`.`ships_from`, `place`.`city`, `place`.`time_zone`
  from `shipment_lines` as `part`
  inner join `shipments` as `s` on (`s`.`id` = `part`.`shipment_id`) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  inner join `order_lines` as `l` on (`l`.`id` = `part`.`order_line_id`) and (`l`.`root_account_id` = ?)
  left join `addresses` as `place` on (`place`.`id` = `s`.`ship_to_id`) and (`place`.`root_account_id` = ?)
  where (`part`.`order_id` = ?) and (`part`.`root_account_id` = ?)
  order by `s`.`opened_at`, `s`.`id`, `l`.`line_no`
  limit ?;

-- order: packages
select `part`.`order_line_id`, `p`.`shipment_id`, `p`.`number`, `p`.`kind`, `p`.`tracking_number`, `p`.`weight_kg`, `content`.`quantity`, `content`.`lot`, `content`.`serial`, `part`.`unit`, `l`.`description`, `l`.`line_no`
  from `shipment_lines` as `part`
  inner join `package_lines` as `content` on (`content`.`shipment_line_id` = `part`.`id`) and (`content`.`root_account_id` = ?)
  inner join `packages` as `p` on (`p`.`id` = `content`.`package_id`) and ((`p`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `p`.`shipment_id` and `carried`.`root_account_id` = ?)))
  inner join `order_lines` as `l` on (`l`.`id` = `part`.`order_line_id`) and (`l`.`root_account_id` = ?)
  where (`part`.`order_id` = ?) and (`part`.`root_account_id` = ?)
  order by `p`.`shipment_id`, `p`.`number`, `l`.`line_no`
  limit ?;

-- order: sightings
select `e`.`shipment_id`, `e`.`package_number`, `e`.`status`, `e`.`place`, `e`.`happened_at`, `e`.`utc_offset`
  from `tracking_events` as `e`
  where (`e`.`shipment_id` in (select distinct `part`.`shipment_id`
  from `shipment_lines` as `part`
  where (`part`.`order_id` = ?) and (`part`.`root_account_id` = ?)) and `e`.`classifier` = ? and `e`.`retracted_at` is null) and ((`e`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `e`.`shipment_id` and `carried`.`root_account_id` = ?)))
  order by `e`.`happened_at` desc, `e`.`id` desc
  limit ?;

-- order: promises
select `c`.`previous_on`, `c`.`promised_on`, `c`.`cause`, `c`.`explanation`, `c`.`given_at`, `c`.`source`, `by`.`name` as `given_by`
  from `promise_changes` as `c`
  left join `persons` as `by` on (`by`.`id` = `c`.`given_by`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`root_account_id` = ?)))
  where (`c`.`order_id` = ?) and (`c`.`root_account_id` = ?)
  order by `c`.`id`
  limit ?;

-- order: references
select `type`, `value`
  from `reference_numbers`
  where (`order_id` = ?) and ((`reference_numbers`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `reference_numbers`.`shipment_id` and `carried`.`root_account_id` = ?)))
  order by `type`, `value`
  limit ?;

-- timeline: notes
select `n`.`id`, `n`.`body`, `n`.`created_at`, `n`.`retracted_at`, `by`.`name` as `actor`, `o`.`number` as `order_number`, `s`.`number` as `shipment_number`
  from `notes` as `n`
  left join `persons` as `by` on (`by`.`id` = `n`.`author_id`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`root_account_id` = ?)))
  left join `orders` as `o` on (`o`.`id` = `n`.`order_id`) and (`o`.`root_account_id` = ?)
  left join `shipments` as `s` on (`s`.`id` = `n`.`shipment_id`) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  where (`n`.`order_id` = ?) and (`n`.`root_account_id` = ?);

-- timeline: told
select `e`.`id`, `e`.`kind`, `e`.`at`, `e`.`facts`, `by`.`name` as `actor`, `o`.`number` as `order_number`, `s`.`number` as `shipment_number`, case when `e`.`account_id` = ? then `e`.`kind` end as `priced_kind`
  from `timeline_entries` as `e`
  left join `persons` as `by` on (`by`.`id` = `e`.`actor_id`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`account_id` in (?, ?))))
  left join `orders` as `o` on (`o`.`id` = `e`.`order_id`) and (`o`.`account_id` in (?, ?))
  left join `shipments` as `s` on (`s`.`id` = `e`.`shipment_id`) and ((`s`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`account_id` in (?, ?))))
  where (`e`.`order_id` = ?) and (`e`.`account_id` in (?, ?));

-- news: promises
select `c`.`id`, `c`.`previous_on`, `c`.`promised_on`, `c`.`cause`, `c`.`explanation`, `c`.`given_at`, `by`.`name` as `actor`, `o`.`number`
  from `promise_changes` as `c`
  left join `persons` as `by` on (`by`.`id` = `c`.`given_by`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`root_account_id` = ?)))
  inner join `orders` as `o` on (`o`.`id` = `c`.`order_id`) and (`o`.`root_account_id` = ?)
  where (`c`.`given_at` > ? and `c`.`root_account_id` = ?) and (`c`.`root_account_id` = ?)
  order by `c`.`given_at` desc, `c`.`id` desc
  limit ?;

-- news: orders
select `o`.`number`, `o`.`placed_at`, `o`.`ordered_by`, `o`.`contents`
  from `orders` as `o`
  where `o`.`placed_at` > ?
  order by `o`.`placed_at` desc, `o`.`id` desc
  limit ?;

-- news: notes
select `n`.`id`, `n`.`body`, `n`.`created_at`, `n`.`retracted_at`, `by`.`name` as `actor`, `o`.`number` as `order_number`, `s`.`number` as `shipment_number`
  from `notes` as `n`
  left join `persons` as `by` on (`by`.`id` = `n`.`author_id`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`account_id` in (?, ?))))
  left join `orders` as `o` on (`o`.`id` = `n`.`order_id`) and (`o`.`account_id` in (?, ?))
  left join `shipments` as `s` on (`s`.`id` = `n`.`shipment_id`) and ((`s`.`account_id` in (?, ?) or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`account_id` in (?, ?))))
  where (`n`.`created_at` > ? and `n`.`account_id` = ?) and (`n`.`account_id` in (?, ?))
  order by `n`.`created_at` desc, `n`.`id` desc
  limit ?;

-- news: told
select `e`.`id`, `e`.`kind`, `e`.`at`, `e`.`facts`, `by`.`name` as `actor`, `o`.`number` as `order_number`, `s`.`number` as `shipment_number`, `e`.`kind` as `priced_kind`
  from `timeline_entries` as `e`
  left join `persons` as `by` on (`by`.`id` = `e`.`actor_id`) and ((`by`.`id` = ? or `by`.`staff_role` is not null or exists (select `seat`.`id`
  from `memberships` as `seat`
  where `seat`.`person_id` = `by`.`id` and `seat`.`root_account_id` = ?)))
  left join `orders` as `o` on (`o`.`id` = `e`.`order_id`) and (`o`.`root_account_id` = ?)
  left join `shipments` as `s` on (`s`.`id` = `e`.`shipment_id`) and ((`s`.`root_account_id` = ? or exists (select `carried`.`id`
  from `shipment_lines` as `carried`
  where `carried`.`shipment_id` = `s`.`id` and `carried`.`root_account_id` = ?)))
  where (`e`.`at` > ? and `e`.`root_account_id` = ?) and (`e`.`root_account_id` = ?)
  order by `e`.`at` desc, `e`.`id` desc
  limit ?;

-- job: due orders
select `o`.`id`, `o`.`promised_on`, `place`.`time_zone`, `a`.`time_zone` as `account_zone`
  from `orders` as `o`
  inner join `accounts` as `a` on `a`.`id` = `o`.`account_id`
  left join `addresses` as `place` on `place`.`id` = `o`.`ship_to_id`
  where `o`.`is_open` = ? and `o`.`late` = ? and `o`.`promised_on` < ? and (`o`.`promised_on` > ? or (`o`.`promised_on` = ? and `o`.`id` > ?))
  order by `o`.`promised_on`, `o`.`id`
  limit ?;

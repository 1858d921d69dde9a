-- list
select `number` from `orders` where (`orders`.`root_account_id` = ?) order by `placed_at` desc limit ?;

-- or
select `o`.`number` from `orders` as `o` where ((`o`.`status` = ? or `o`.`status` = ?)) and (`o`.`root_account_id` = ?);

-- left
select `o`.`number`, `l`.`sku` from `orders` as `o` left join `order_lines` as `l` on (`l`.`order_id` = `o`.`id`) and (`l`.`root_account_id` = ?) where (`o`.`root_account_id` = ?);

-- exists
select `o`.`number` from `orders` as `o` where (exists (select `l`.`id` from `order_lines` as `l` where (`l`.`order_id` = `o`.`id`) and (`l`.`root_account_id` = ?))) and (`o`.`root_account_id` = ?);

-- derived
select `x`.`id` from (select `id` from `orders` where (`orders`.`root_account_id` = ?)) as `x`;

-- union
select `id` from `orders` where (`orders`.`root_account_id` = ?) union select `order_id` as `id` from `order_lines` where (`order_lines`.`root_account_id` = ?);

-- lock
select `id` from `orders` where (`id` = ?) and (`orders`.`root_account_id` = ?) for update;

-- update
update `orders` set `hold_reason` = ? where (`number` = ?) and (`orders`.`root_account_id` = ?);

-- remove
delete from `saved_views` where (`name` = ?) and (`saved_views`.`person_id` = ?);

-- shipments
select `number` from `shipments` where ((`shipments`.`root_account_id` = ? or exists (select `carried`.`id` from `shipment_lines` as `carried` where `carried`.`shipment_id` = `shipments`.`id` and `carried`.`root_account_id` = ?)));

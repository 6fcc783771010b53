-- Whether another file brought a row without a voucher before.
CREATE INDEX payments_without_voucher ON payments (project, paid_on, amount_fen) WHERE voucher = '';

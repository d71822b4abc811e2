package com.example.audit;

import harness.Service;

/** Notes every request and mails every receipt, both in the background. */
public final class Audit implements Service {
    private final AuditLog log = new AuditLog();
    private final Mailer mailer = new Mailer();

    @Override
    public Object handle(int number) throws Exception {
        log.record(new AuditEvent("user-" + number));
        mailer.send("receipt " + number);
        return number;
    }
}

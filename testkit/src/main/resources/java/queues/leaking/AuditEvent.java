package com.example.audit;

final class AuditEvent {
    final String who;
    final byte[] digest = new byte[96];

    AuditEvent(String who) {
        this.who = who;
    }
}

package com.example.parsing;

import harness.Service;

/** Reads lines whose words come again and again; or so its author thought. */
public final class Parser implements Service {
    @Override
    public Object handle(int number) {
        StringBuilder line = new StringBuilder();
        line.append("host-").append(number % 12).append(" session-").append(number);
        String[] words = line.toString().split(" ");
        return Names.canonical(words[0]).length() + Names.session(words[1]).length();
    }
}

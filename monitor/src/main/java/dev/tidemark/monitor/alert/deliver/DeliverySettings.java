package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom alerts are brought to.
 *
 * @param links to the page, for those who are told
 */
public record DeliverySettings(List<Channel> channels, Links links) {
    /** Nobody. */
    public static final DeliverySettings NONE = new DeliverySettings(List.of(), new Links(null));

    public DeliverySettings {
        channels = List.copyOf(channels);
    }

    /**
     * The section {@code deliveries}; it may be missing.
     *
     * @throws IllegalArgumentException one line: where, what was expected, what was found
     */
    public static DeliverySettings of(Section section) {
        section.only("page", "channels");
        Links links = new Links(section.url("page"));
        List<Channel> channels = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Section one : section.sections("channels")) {
            Channel channel = channel(one, links);
            if (!names.add(channel.name())) {
                throw one.wrong("name", "a name of its own for each channel", channel.name());
            }
            channels.add(channel);
        }
        return new DeliverySettings(channels, links);
    }

    private static Channel channel(Section section, Links links) {
        String type = section.needed("type", "alertmanager, pagerduty, slack or webhook");
        String name = section.text("name", type);
        return switch (type) {
            case "alertmanager" -> {
                section.only(
                        "type",
                        "name",
                        "url",
                        "user",
                        "password_file",
                        "password_env",
                        "token_file",
                        "token_env");
                yield new Alertmanager(name, url(section), login(section), links);
            }
            case "pagerduty" -> {
                section.only("type", "name", "url", "routing_key_file", "routing_key_env");
                URI url = section.url("url");
                yield new PagerDuty(
                        name,
                        url == null ? PagerDuty.USUAL : url,
                        needed(section, "routing_key"),
                        links);
            }
            case "slack" -> {
                section.only("type", "name", "url_file", "url_env");
                yield new Slack(name, needed(section, "url"), links);
            }
            case "webhook" -> {
                section.only(
                        "type",
                        "name",
                        "url",
                        "user",
                        "password_file",
                        "password_env",
                        "token_file",
                        "token_env",
                        "secret_file",
                        "secret_env");
                yield new Webhook(
                        name, url(section), login(section), section.secret("secret"), links);
            }
            default ->
                    throw section.wrong("type", "alertmanager, pagerduty, slack or webhook", type);
        };
    }

    private static URI url(Section section) {
        URI url = section.url("url");
        if (url == null) {
            throw section.wrong("url", "where to post to", "nothing");
        }
        return url;
    }

    private static Hidden needed(Section section, String name) {
        Hidden secret = section.secret(name);
        if (secret == null) {
            throw section.wrong(name + "_file", "a file that holds it", "nothing");
        }
        return secret;
    }

    private static Login login(Section section) {
        @Nullable String user = section.text("user");
        return user == null
                ? new Login(null, section.secret("token"))
                : new Login(user, needed(section, "password"));
    }
}

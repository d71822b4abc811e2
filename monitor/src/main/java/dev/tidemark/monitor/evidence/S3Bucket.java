package dev.tidemark.monitor.evidence;

import dev.tidemark.monitor.settings.Hidden;
import dev.tidemark.monitor.settings.Section;
import java.net.URI;

/**
 * A bucket of a store that speaks S3.
 *
 * @param url of the store, without the bucket
 * @param prefix of the names of its objects; empty for none
 * @param keyId whom the secret belongs to
 */
public record S3Bucket(
        URI url, String bucket, String prefix, String region, Hidden keyId, Hidden secret) {

    /** The section {@code evidence.s3}. */
    static S3Bucket of(Section section) {
        section.only(
                "url",
                "bucket",
                "prefix",
                "region",
                "key_id_file",
                "key_id_env",
                "secret_file",
                "secret_env");
        URI url = section.url("url");
        Hidden keyId = section.secret("key_id");
        Hidden secret = section.secret("secret");
        if (url == null || keyId == null || secret == null) {
            throw section.wrong(
                    "url", "url, key_id_file or key_id_env, secret_file or secret_env", "a part");
        }
        return new S3Bucket(
                url,
                section.needed("bucket", "the name of a bucket"),
                section.text("prefix", ""),
                section.text("region", "us-east-1"),
                keyId,
                secret);
    }
}

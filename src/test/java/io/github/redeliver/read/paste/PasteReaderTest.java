package io.github.redeliver.read.paste;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.Shipped;
import io.github.redeliver.facts.Incident;
import io.github.redeliver.facts.Passage;
import io.github.redeliver.read.Bounds;
import io.github.redeliver.read.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasteReaderTest {
    private final PasteReader reader = new PasteReader(Notices.of(List.of(
            Map.of("kind", "delay", "what", "delay notice", "words", List.of("this is a warning only", "temporary problem & will retry")))), Shipped.words());

    private Reading read(String text) {
        return reader.read(Passage.of(text), Bounds.DEFAULT);
    }

    private Incident one(String text) {
        Reading reading = read(text);
        assertThat(reading.incidents()).hasSize(1);
        return reading.incidents().get(0);
    }

    @Test
    void postfixBounceWrappedAndQuoted() {
        Incident incident = one("""
                > This is the mail system at host mail.example.com.
                >
                > &lt;user@example.net&gt;: host mx.example.net[192.0.2.7] said: 550
                >     5.7.1 Client host [198.51.100.4] is
                >     refused (in reply to RCPT TO
                >     command)
                """);
        assertThat(incident.recipient()).isEqualTo("user@example.net");
        assertThat(incident.host()).isEqualTo("mx.example.net");
        assertThat(incident.hostAddress()).isEqualTo("192.0.2.7");
        assertThat(incident.client()).isEqualTo("198.51.100.4");
        assertThat(incident.reply().code()).isEqualTo("550");
        assertThat(incident.reply().enhanced()).isEqualTo("5.7.1");
        assertThat(incident.reply().stage()).isEqualTo("rcpt");
        assertThat(incident.reply().text().text()).isEqualTo("550 5.7.1 Client host [198.51.100.4] is refused");
    }

    @Test
    void severalRecipientsEachWithItsOwn() {
        Reading reading = read("""
                <a@example.net>: host mx.example.net[192.0.2.7] said: 550 5.1.1 no such user (in reply to RCPT TO command)

                <b@example.org>: connect to mx.example.org[192.0.2.8]:25: Connection timed out

                <c@example.net> (expanded from <list@example.com>): mail for example.net loops back to myself
                """);
        assertThat(reading.form()).isEqualTo("ndr");
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a@example.net", "b@example.org", "c@example.net");
        assertThat(reading.incidents()).extracting(i -> i.reply().text().text()).containsExactly("550 5.1.1 no such user",
                "connect to mx.example.org[192.0.2.8]:25: Connection timed out", "mail for example.net loops back to myself");
        assertThat(reading.incidents().get(1).host()).isEqualTo("mx.example.org");
        assertThat(reading.incidents().get(2).originalRecipient()).isEqualTo("list@example.com");
    }

    @Test
    void eximBounceWithMarkdownLink() {
        Incident incident = one("""
                The following address(es) failed:

                  [x@example.net](mailto:x@example.net)
                    host mx.example.net [192.0.2.9]
                    SMTP error from remote mail server after end of data:
                    554-5.7.1 Message was found
                    554 5.7.1 to be spam
                """);
        assertThat(incident.recipient()).isEqualTo("x@example.net");
        assertThat(incident.host()).isEqualTo("mx.example.net");
        assertThat(incident.reply().stage()).isEqualTo("end-of-data");
        assertThat(incident.reply().text().text()).isEqualTo("554-5.7.1 Message was found to be spam");
    }

    @Test
    void addressesListedTogetherShareTheReply() {
        Reading reading = read("""
                Delivery has failed to these recipients:

                a@example.net
                b@example.net

                mx.example.net rejected it: 550 5.7.1 not here
                """);
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a@example.net", "b@example.net");
        assertThat(reading.incidents()).extracting(i -> i.reply().enhanced()).containsOnly("5.7.1");
    }

    @Test
    void fieldsOfAReportWithoutItsMail() {
        Incident incident = one("""
                <u@example.com>: host mx.example.com[192.0.2.3] refused to talk to me: 554 5.7.1 go away

                Reporting-MTA: dns; out.example.org
                X-Postfix-Queue-ID: 4A1555F826
                X-Postfix-Sender: rfc822; s@example.org

                Final-Recipient: rfc822; u@example.com
                Action: delayed
                Status: 4.7.1
                """);
        assertThat(incident.action()).isEqualTo("delayed");
        assertThat(incident.reply().enhanced()).isEqualTo("4.7.1");
        assertThat(incident.sender()).isEqualTo("s@example.org");
        assertThat(incident.reporter()).isEqualTo("out.example.org");
        assertThat(incident.queueId()).isEqualTo("4A1555F826");
    }

    @Test
    void theSenderIsNoRecipient() {
        Incident incident = one("550 5.7.1 refused\n\nReturn-Path: <bounce@example.net>\nFrom: News <hello@news.example.com>\nTo: reader@example.org");
        assertThat(incident.recipient()).isEqualTo("reader@example.org");
        assertThat(incident.sender()).isEqualTo("bounce@example.net");
        assertThat(incident.returned().from()).isEqualTo("hello@news.example.com");
    }

    @Test
    void maskedAddressesStay() {
        assertThat(one("550 5.1.1 <user***@example.com>: no such user").recipient()).isEqualTo("user***@example.com");
    }

    @Test
    void wordsWithoutACodeAreHeard() {
        Reading reading = read("Sorry, the mailbox of this user was closed.");
        assertThat(reading.form()).isEqualTo("reply");
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.incidents().get(0).reply().text().text()).isEqualTo("Sorry, the mailbox of this user was closed.");
    }

    /** What may, should or usually does happen befell no message. */
    @ParameterizedTest
    @ValueSource(strings = {
        "A server that has no PTR record needs one whose name leads back to its address. Your provider can set it for you in a minute.",
        "Um das zu ändern, sollte der PTR-Eintrag der Adresse auf den Namen des Servers zeigen, und der Name wieder auf dieselbe Adresse.",
        "Para corrigir isso, o registro PTR do endereço IP precisa corresponder ao nome do servidor que o seu provedor de hospedagem anuncia aos outros.",
        "Si vous êtes sur la liste noire, l'adresse IP du serveur doit être vérifiée avant que les courriers des clients soient acceptés de nouveau.",
        "如果发件域名没有SPF记录，建议先在域名解析处添加记录。DMARC也需要设置，并指向一个能收信的地址。",
        "Rspamd gives each mail symbols when a test matches it. Afterwards it adds their scores to a spam score of the whole mail.",
        "Gmail treats SPF and DKIM as a hard gate for inbound traffic, while others combine both with reputation and behaviour into one score that rises and falls.",
        "Unknown hosts may include those that have not spoken for a very long time, longer than a year or even two of them, in principle.",
        "\"relay_host\": \"smtp.example.com\",\n\"timeout\": 15,\n\"accept_invalid_certs\": false,",
    })
    void generalitiesAreNoBounce(String text) {
        assertThat(read(text).kind()).isEqualTo("none");
        assertThat(read(text).incidents()).isEmpty();
    }

    /** One sentence that tells of an event, a server's words in quotation marks or in another language, are enough. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Your message was rejected. If you think this is wrong, you can ask the postmaster.",
        "Die Nachricht kann nicht zugestellt werden.",
        "Die Nachricht kann an den Empfänger nicht zugestellt werden. Wenn das Postfach wieder frei ist, sollte sie noch einmal geschickt werden, sagt der Server dazu.",
        "Le message ne peut être remis, car la boîte est pleine.",
        "■Invalid recipient\n宛先が受信を制限している可能性があります。",
        "\u201cROUTING SERVER FAILURE\u201d si verifica quando il dominio deve essere corretto",
        "Address rejected: no such user\nIf you see this, you should check the address.",
    })
    void anEventAmongGeneralitiesIsHeard(String text) {
        assertThat(read(text).kind()).isEqualTo("failure");
        assertThat(read(text).incidents()).hasSize(1);
    }

    @Test
    void aNoticeIsToldByWholeBeginningsOfWords() {
        PasteReader other = new PasteReader(Notices.of(List.of(Map.of("kind", "none", "what", "letter", "words", List.of("hi & lists")))), Shipped.words());
        assertThat(other.read(Passage.of("Sorry, this mailbox was closed, and its lists"), Bounds.DEFAULT).kind()).isEqualTo("failure");
        assertThat(other.read(Passage.of("Hi, this mailbox was closed, and its lists"), Bounds.DEFAULT).kind()).isEqualTo("none");
    }

    /** What a person quotes is the server's; the prose about it is none of the reply. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Hello, my host has a failure. I always get the error message: `mail for example.com loops back to myself`",
        "Hi, we moved our server and I get this error \u201cmail for example.com loops back to myself\u201d since then. Thanks",
        "Any idea why I get this message?\n```\nmail for example.com loops back to myself\n```\nMy DNS is in order.",
    })
    void wordsInQuotationMarksAreTheReply(String text) {
        Reading reading = read(text);
        assertThat(reading.kind()).isEqualTo("failure");
        assertThat(reading.incidents().get(0).reply().text().text()).isEqualTo("mail for example.com loops back to myself");
    }

    /** A setting, a path or a title in quotation marks is no server's word. */
    @ParameterizedTest
    @ValueSource(strings = {
        "Hi, I got `smtpd_tls_auth_only = yes is what I set` in my configuration, thanks",
        "I have a question about my book, its name is \"how to run a server\" and we like it",
    })
    void otherThingsInQuotationMarksAreNoReply(String text) {
        assertThat(read(text).kind()).isEqualTo("none");
    }

    @Test
    void aDelayNoticeIsADelay() {
        Reading reading = read("THIS IS A WARNING ONLY.\n\n<u@example.com>: host mx.example.com[192.0.2.3] said: 451 4.7.1 later");
        assertThat(reading.kind()).isEqualTo("delay");
        assertThat(reading.incidents().get(0).action()).isEqualTo("delayed");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Does anyone know how I set up a mail server on my new machine?",
        "smtpd_banner = $myhostname ESMTP\nbiff = no\nappend_dot_mydomain = no\nmyorigin = /etc/mailname",
        "import smtplib\nserver = connect();\nserver.quit();\n}",
        "[10:01] ann: did you see it?\n[10:02] bob: yes, 421 people came", "Thanks, that worked for me!", "+1 same issue here",
        "Running dig should return them.\n```\n;; ANSWER SECTION:\nexample.com. 3600 IN MX 10 mx.example.com.\nexample.com. 3600 IN MX 20 mx2.example.com.\n```",
        "With the configuration:\n```\nsmtpd_recipient_restrictions =\n  reject_rbl_client dnsbl.example.net,\n  permit\n```",
        "smtpd_use_tls = yes\nsmtpd_tls_auth_only = yes\nsmtpd_tls_loglevel = 1\n\nNotice the first of these.\nTo stay compatible the default is AUTH without encryption.\nSee the manual.",
        "^%(pid)s SMTP error in \\S+ H=\\(\\S*\\) command failed\\s*$\n^%(pid)s rejected RCPT .*: relay denied$",
        "#550-rejected - 192.0.2.1 is in an RBL\n^5\\d\\d.*example\\.net,defer,blacklist",
        "status_overquota = \"552 5.2.2 Mailbox is full\"\nstatus_nouser = \"550 5.1.1 User unknown\"",
        "- `email_spam`: The message was identified as spam.\n- `mailbox_not_found`: The message was rejected, the mailbox does not exist.",
        "v=spf1 include:_spf.example.net ~all", "You can set it in the settings and restart the machine.",
        "   ", "----", "12"
    })
    void whatIsNoBounce(String text) {
        Reading reading = read(text);
        assertThat(reading.kind()).isEqualTo("none");
        assertThat(reading.incidents()).isEmpty();
    }

    @Test
    void whatAProgramWasToldIsNoSetting() {
        assertThat(read("smtp_code = 550\nlast_error = \"550 5.1.1 User unknown\"").incidents()).isNotEmpty();
    }

    @Test
    void whatAProgramSaysOfItselfIsNoSetting() {
        Incident incident = one("s-nail: SMTP: Resource temporarily unavailable\ns-nail: Unexpected EOF on SMTP connection");
        assertThat(incident.reply().text().text()).contains("Unexpected EOF on SMTP connection");
        assertThat(read("container: mail\nimage: example/postfix\nrestart: always\nhostname: mx.example.org").what()).isEqualTo("configuration");
    }

    @Test
    void callsOfATraceAreNoComments() {
        Incident incident = one("Smtp_Exception: Message size exceeds fixed limit\n#14 /srv/app/Smtp.php(1076): Smtp::getResponse\n#13 /srv/app/Mail.php(659): Smtp::send");
        assertThat(incident.reply().text().text()).contains("Message size exceeds fixed limit");
    }

    @Test
    void foldersAndEscapesOfMarkdownAreNoExpressions() {
        assertThat(read("Error in C:\\dev\\src\\mailer: 550 5.1.1 User unknown").incidents()).isNotEmpty();
        assertThat(read("550 5\\.1\\.1 \\[a\\_b\\] User unknown").incidents()).isNotEmpty();
    }

    @Test
    void aBoundGivesAPartialResult() {
        Bounds small = new Bounds(1000, 40, 1000, 1000, 20, 20);
        Reading reading = reader.read(Passage.of("550 5.1.1 no such user here" + " and more".repeat(20)), small);
        assertThat(reading.limits()).containsExactly(Bounds.TEXT_CHARS);
        assertThat(reading.incidents().get(0).reply().code()).isEqualTo("550");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "smtpd_recipient_restrictions = permit_mynetworks, reject_rbl_client list.example.org",
        "reject_rbl_client list.example.org,",
        "smtpd_client_restrictions = permit_mynetworks,\n    reject_unknown_client_hostname,\n    reject_rbl_client list.example.org\nsmtpd_helo_required = yes",
    })
    void settingsAreSaidByNobody(String text) {
        Reading reading = read(text);
        assertThat(reading.kind()).isEqualTo("none");
        assertThat(reading.what()).isEqualTo("configuration");
    }

    @Test
    void whatIsWrittenBesideSettingsIsReadWithoutThem() {
        Incident incident = one("Client refused\nand blocked\nsmtpd_client_restrictions = reject_rbl_client list.example.org\n    reject_rbl_client other.example.org");
        assertThat(incident.reply().text().text()).isEqualTo("Client refused and blocked");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "I can't send mail to them, it says my address is blocked",
        "We wrote to our customers and we get user unknown",
        "My mails to the school come back with mailbox is full, any idea?",
    })
    void aPersonQuotesAServerWithoutItsCode(String text) {
        Incident incident = one(text);
        assertThat(text).endsWith(incident.reply().text().text());
        assertThat(incident.reply().text().length()).isLessThan(text.length() - 20);
        assertThat(incident.around().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "I get a lot of newsletters at my address, how can I stop them?",
        "My friend says that the weather is nice and we go for a walk",
    })
    void aPersonWhoTellsOfNoFailureQuotesNothing(String text) {
        assertThat(read(text).kind()).isEqualTo("none");
    }

    @Test
    void rowsOfATableAreARecipientEach() {
        Reading reading = read("| Recipient | Error |\n|---|---|\n| a@example.net | 550 5.1.1 user unknown |\n| b@example.org | 552 5.2.2 mailbox full |");
        assertThat(reading.incidents()).extracting(Incident::recipient).containsExactly("a@example.net", "b@example.org");
        assertThat(reading.incidents()).extracting(i -> i.reply().code()).containsExactly("550", "552");
    }

    @Test
    void whoCouldNotBeSentMailToIsTheRecipientButWhoToWriteToIsNot() {
        assertThat(one("Failed to send mail to a@example.net: 535 5.7.8 Authentication failed").recipient()).isEqualTo("a@example.net");
        assertThat(one("550 5.7.1 Rejected, please send mail to a@example.net").recipient()).isEmpty();
    }
}

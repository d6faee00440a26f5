package io.github.redeliver.evidence.dns;

import io.github.redeliver.evidence.Zones;
import io.github.redeliver.facts.DnsAnswer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * A name server on loopback, UDP and TCP, for tests. Answers by a map as {@link Zones} reads it; besides, {@code LAME},
 * {@code TRUNCATED} (the whole only by TCP), {@code UNRELATED} (records nobody asked for) and {@code FOREIGN} (another
 * question's answer) as first value.
 */
public final class NameServer implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Map<String, DnsAnswer> zone = new HashMap<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
    private final long delayMillis;
    final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    final AtomicInteger byTcp = new AtomicInteger();

    public NameServer(Map<?, ?> data, long delayMillis) throws IOException {
        this.delayMillis = delayMillis;
        for (DnsAnswer a : Zones.answers(data)) zone.put(a.name().toLowerCase(Locale.ROOT) + ' ' + a.type(), a);
        InetAddress here = InetAddress.getLoopbackAddress();
        udp = new DatagramSocket(0, here);
        tcp = new ServerSocket(udp.getLocalPort(), 50, here);
        start(this::serveUdp);
        start(this::serveTcp);
    }

    private static void start(Runnable r) {
        Thread t = new Thread(r, "name server");
        t.setDaemon(true);
        t.start();
    }

    public String address() {
        return "127.0.0.1:" + udp.getLocalPort();
    }

    public int questions() {
        return asked.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket in = new DatagramPacket(buffer, buffer.length);
                udp.receive(in);
                Message query = new Message(Arrays.copyOf(in.getData(), in.getLength()));
                InetSocketAddress from = (InetSocketAddress) in.getSocketAddress();
                Message reply = reply(query, false);
                if (reply == null) continue;
                byte[] out = reply.toWire(1400);
                later.schedule(() -> send(out, from), delayMillis, TimeUnit.MILLISECONDS);
            } catch (IOException e) {
                return;
            }
        }
    }

    private void send(byte[] out, InetSocketAddress to) {
        try {
            udp.send(new DatagramPacket(out, out.length, to));
        } catch (IOException e) {
            // the test is over
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket s = tcp.accept()) {
                DataInputStream in = new DataInputStream(s.getInputStream());
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byTcp.incrementAndGet();
                Message reply = reply(new Message(query), true);
                if (reply == null) continue;
                byte[] out = reply.toWire(65_535);
                DataOutputStream to = new DataOutputStream(s.getOutputStream());
                to.writeShort(out.length);
                to.write(out);
                to.flush();
                in.read();
            } catch (IOException e) {
                if (tcp.isClosed()) return;
            }
        }
    }

    private Message reply(Message query, boolean overTcp) throws IOException {
        Record q = query.getQuestion();
        String key = q.getName().toString(true).toLowerCase(Locale.ROOT) + ' ' + Type.string(q.getType());
        asked.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
        DnsAnswer a = zone.get(key);
        Message m = new Message(query.getHeader().getID());
        m.getHeader().setFlag(Flags.QR);
        m.getHeader().setFlag(Flags.RA);
        m.addRecord(q, Section.QUESTION);
        if (a == null) {
            boolean name = zone.keySet().stream().anyMatch(k -> k.startsWith(key.substring(0, key.indexOf(' ') + 1)));
            if (!name) m.getHeader().setRcode(Rcode.NXDOMAIN);
            soa(m);
            return m;
        }
        switch (a.outcome()) {
            case TIMEOUT -> {
                return null;
            }
            case SERVFAIL -> m.getHeader().setRcode(Rcode.SERVFAIL);
            case NXDOMAIN -> {
                m.getHeader().setRcode(Rcode.NXDOMAIN);
                soa(m);
            }
            case NODATA -> soa(m);
            default -> found(m, q, a.values(), overTcp);
        }
        return m;
    }

    private static void found(Message m, Record q, List<String> values, boolean overTcp) throws IOException {
        String first = values.get(0);
        List<String> rest = values.subList(1, values.size());
        Name owner = q.getName();
        switch (first) {
            case "LAME" -> {
                m.getHeader().unsetFlag(Flags.RA);
                m.addRecord(new NSRecord(Name.fromString("example.com."), DClass.IN, 60, Name.fromString("ns.elsewhere.example.")), Section.AUTHORITY);
            }
            case "TRUNCATED" -> {
                if (overTcp) add(m, owner, q.getType(), rest);
                else m.getHeader().setFlag(Flags.TC);
            }
            case "UNRELATED" -> {
                add(m, Name.fromString("victim.example."), Type.A, List.of("203.0.113.66"));
                add(m, owner, q.getType(), rest);
            }
            case "FOREIGN" -> add(m, Name.fromString("other.example."), q.getType(), rest);
            case "CNAME" -> {
                Name target = Name.fromString(rest.get(0) + ".");
                add(m, owner, Type.CNAME, List.of(rest.get(0)));
                add(m, target, q.getType(), rest.subList(1, rest.size()));
            }
            default -> add(m, owner, q.getType(), values);
        }
    }

    private static void add(Message m, Name owner, int type, List<String> values) throws IOException {
        for (String v : values) {
            String data = switch (type) {
                case Type.TXT -> strings(v);
                case Type.MX, Type.PTR, Type.NS, Type.CNAME -> v.endsWith(".") ? v : v + ".";
                default -> v;
            };
            m.addRecord(Record.fromString(owner, type, DClass.IN, 60, data, Name.root), Section.ANSWER);
        }
    }

    private static String strings(String v) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < v.length(); i += 200) out.append('"').append(v, i, Math.min(v.length(), i + 200)).append("\" ");
        return out.toString();
    }

    private static void soa(Message m) throws IOException {
        Name n = Name.fromString("example.com.");
        m.addRecord(new SOARecord(n, DClass.IN, 60, n, n, 1, 1, 1, 1, 60), Section.AUTHORITY);
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
        later.shutdownNow();
    }
}

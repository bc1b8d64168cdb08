package io.everbook.app.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.everbook.core.command.Command;
import io.everbook.core.instrument.Instrument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InvalidLineTest {

    private static final Instrument BTC = Instrument.of("BTC-USD", "0.01", "0.00000001");
    private static final String NEW = "'type':'new','participant':1,'side':'buy'";
    private static final String ORDER = NEW + ",'quantity':'1'";
    private static final String REST = "'side':'buy','quantity':'2','price':'1'";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {ORDER,'pirce':'1'} | unknown field "pirce" in new: did you mean "price"?
            {ORDER,'price':'1','foo':{'bar':[1,2]}} | "foo" in new: allowed are type, participant, side
            {'type':'cancel','participant':1,'orderId':1,'price':'1'} | unknown field "price" in cancel: allowed
            {ORDER,'price':'1' | not valid JSON: Unexpected end-of-input
            {ORDER,'price':'1 | not valid JSON: Unexpected end-of-input
            {ORDER,'price':'1'} x | not valid JSON
            {ORDER,'price':'1'} {} | more than one JSON value
            [1] | not a JSON object
            {ORDER,'price':'1','price':'2'} | field "price" stands twice
            {ORDER} | missing field "price" in new with orderType limit
            {ORDER,'price':'1','timeInForce':'gtd'} | missing field "expireTime" in new with timeInForce gtd
            {ORDER,'price':'1','orderType':'stop-limit'} | "triggerPrice" in new with orderType stop-limit
            {'type':'new','side':'buy','quantity':'1'} | missing field "participant" in new
            {'participant':1} | missing field "type": one of instrument, new, cancel
            {'type':'nwe'} | unknown type "nwe": did you mean "new"?
            {ORDER,'price':1} | a JSON number may lose digits: write "price":"1"
            {ORDER,'price':1.5} | write "price":"1.5"
            {ORDER,'price':null} | number in a string, such as "10.50", not null
            {ORDER,'price':['1']} | not an array
            {ORDER,'price':'ten'} | number of plain digits, such as "10.50": price="ten"
            {ORDER,'price':'1e3'} | price must be a decimal number of plain digits
            {ORDER,'price':''} | price must be a decimal number of plain digits
            {ORDER,'price':'-1'} | price must not be negative: price="-1"
            {ORDER,'price':'-1.001'} | price must not be negative
            {ORDER,'price':'99999999999999999999'} | price is out of range
            {NEW,'quantity':'-2','price':'1'} | quantity must not be negative
            {'type':'new','participant':'1',REST} | must be a whole number without quotes, not a string
            {'type':'new','participant':0,REST} | participant must be 1 to 2147483647: participant=0
            {'type':'new','participant':1.0,REST} | not a number with a point or an exponent
            {'type':'new','participant':2147483648,REST} | participant must be 1 to 2147483647
            {ORDER,'price':'1','requestId':99999999999999999999} | requestId must be 1 to 9223372036854775807
            {ORDER,'price':'1','requestId':-1} | requestId must be 1 to 9223372036854775807: requestId=-1
            {ORDER,'price':'1','postOnly':'yes'} | postOnly must be true or false, not a string
            {ORDER,'price':'1','orderType':'limt'} | unknown orderType "limt": did you mean "limit"?
            {ORDER,'price':'1','timeInForce':'forever'} | timeInForce "forever": allowed are day, gtc, ioc, fok, gtd
            {'type':'new','participant':1,'side':1,'quantity':'1','price':'1'} | side must be a string, not a number
            {ORDER,'price':'1','memo':'123456789012345678901234567890123'} | memo is longer than 32 bytes of UTF-8
            {ORDER,'price':'1','memo':'\\ud83d'} | memo has half a surrogate pair
            {'type':'book','symbol':'BTC-EUR'} | unknown symbol "BTC-EUR"
            {'type':'book','depth':0} | depth must be 1 to 1000
            {'type':'time'} | missing field "timestamp" in time
            {'type':'cancel','participant':1} | name the order by one of "orderId" and "origRequestId"
            {'type':'cancel','participant':1,'orderId':1,'origRequestId':1} | name the order by one of
            {'type':'replace','participant':1,'orderId':1} | replace changes nothing
            {'type':'replace','participant':1,'orderId':1,'quantity':'1','leavesQuantity':'1'} | replace has both
            {'type':'instrument','symbol':'btc','tick':'1','lot':'1'} | a symbol is 1 to 24 of A-Z
            {'type':'instrument','symbol':'ABC','tick':'0','lot':'1'} | tick must be a positive decimal number
            {'type':'limits','maxNotional':'0.0000000000001'} | maxNotional is less than one tick times one lot
            """)
    void shouldNameLineAndFault(String line, String fault) {
        String text = line.replace("ORDER", ORDER)
                .replace("NEW", NEW)
                .replace("REST", REST)
                .replace('\'', '"');
        assertThatThrownBy(() -> read(("\n" + text + "\n").getBytes(StandardCharsets.UTF_8), TestInstruments.of(BTC)))
                .isInstanceOf(InvalidLineException.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining(fault)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void shouldRequireSymbolWhereThereIsNotExactlyOneInstrument() {
        byte[] line = "{\"type\":\"book\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(line, TestInstruments.of())).hasMessageContaining("missing field \"symbol\"");
        TestInstruments two = TestInstruments.of(BTC, Instrument.of("XYZ", "1", "1"));
        assertThatThrownBy(() -> read(line, two)).hasMessageContaining("instruments=2");
    }

    @Test
    void shouldRefuseLineThatIsTooLong() {
        byte[] line = " ".repeat(LineReader.MAX_LINE_BYTES + 1).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(line, TestInstruments.of(BTC)))
                .hasMessage("line 1: longer than 1048576 bytes: write one command a line, ended by a newline");
        byte[] endless = " ".repeat(LineReader.MAX_LINE_BYTES * 3).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(endless, TestInstruments.of(BTC))).hasMessageStartingWith("line 1: longer");
    }

    @Test
    void shouldRefuseInvalidUtf8() {
        byte[] line = "{\"type\":\"book\",\"symbol\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        line[25] = (byte) 0xC3;
        assertThatThrownBy(() -> read(line, TestInstruments.of(BTC))).hasMessageContaining("not valid UTF-8");
    }

    @Test
    void shouldGoOnBehindFaultyLine() throws IOException {
        byte[] lines = "{\"type\":\n{\"type\":\"book\"}\n".getBytes(StandardCharsets.UTF_8);
        CommandReader reader = new CommandReader(new ByteArrayInputStream(lines), TestInstruments.of(BTC));
        assertThatThrownBy(() -> reader.next(new Command())).isInstanceOf(InvalidLineException.class);
        assertThat(reader.next(new Command())).isEqualTo(CommandReader.Kind.COMMAND);
    }

    private static void read(byte[] lines, InstrumentDirectory directory) throws IOException {
        CommandReader reader = new CommandReader(new ByteArrayInputStream(lines), directory);
        Command command = new Command();
        while (reader.next(command) != CommandReader.Kind.END) {
            assertThat(command.type()).isNotNull();
        }
    }
}

using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Dictionary;

public sealed class PoleJsonTests
{
    [Fact]
    public void Write_gives_the_documented_form()
    {
        Record person = Build.Record("Person", ("familyName", "Brookhay"), ("dateOfBirth", "1984-07"), ("gender", "female"), ("vulnerable", "true"), ("build", "wiry"));
        person.Id = "p1";
        person.Role = Build.Pole.Roles["victim"];
        Record incident = Build.Record("Incident", ("reportedAt", "2026-01-31T23:59:59.5Z"), ("casualties", "2"));
        Bundle bundle = Build.Bundle(incident, person).With(1, "victim-of", 0);
        bundle.Facts = new MessageFacts("m1", null, new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc), "beacon", null);

        Assert.Equal(
            """
            {"dictionary":"2026.1","message":{"messageId":"m1","sentAt":"2026-02-01T00:00:00Z","sender":"beacon"},"records":[
            {"id":"#0","type":"Incident","attributes":{"reportedAt":"2026-01-31T23:59:59.5Z","casualties":2}},
            {"id":"p1","type":"Person","role":"victim","attributes":{"familyName":"Brookhay","dateOfBirth":"1984-07","gender":"female","vulnerable":true,"build":{"unmapped":"wiry"}}}],
            "links":[{"from":"p1","role":"victim-of","to":"#0"}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            Write(bundle));
    }

    [Fact]
    public void What_is_written_is_read_back_the_same() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Arb.From(Bundles), bundle =>
        {
            string json = Write(bundle);
            IssueSink issues = new();
            Bundle? read = PoleJson.Read(Encoding.UTF8.GetBytes(json), Build.Pole, issues);
            Assert.Empty(issues.Issues);
            Assert.Equal(Text(bundle), Text(read!));
            Assert.Equal(json, Write(read!));
        }));

    [Theory]
    [InlineData("""[]""", "1:1 DIC504")]
    [InlineData("""{"records":[}""", "1:13 DIC501")]
    [InlineData("""{"records":[],"records":[]}""", "1:15 DIC502")]
    [InlineData("""{"recrods":[]}""", "1:2 DIC503")]
    [InlineData("""{"records":{}}""", "1:12 DIC504")]
    [InlineData("{\n  \"records\":[\n    {\"id\":\"a\",\"type\":\"Persn\"}]}", "3:5 DIC505")]
    [InlineData("""{"records":[{"id":"a","type":"Person","attributes":{"nick":"x"}}]}""", "1:53 DIC506")]
    [InlineData("""{"records":[{"id":"a","type":"Person","attributes":{"title":"mr","title":"mr"}}]}""", "1:66 DIC502")]
    [InlineData("""{"records":[{"id":"a","type":"Person","attributes":{"dateOfBirth":"09/07/1984"}}]}""", "1:67 DIC507")]
    [InlineData("""{"records":[{"id":"a","type":"Person","attributes":{"dateOfBirth":"1984-02-30"}}]}""", "1:67 DIC507")]
    [InlineData("""{"records":[{"id":"a","type":"Person","attributes":{"familyName":["A","B"]}}]}""", "1:66 DIC504")]
    [InlineData("""{"records":[{"id":"a","type":"Person","attributes":{"gender":"Weiblich"}}]}""", "1:62 DIC510")]
    [InlineData("""{"records":[{"id":"a","type":"Person","attributes":{"gender":{"raw":"x"}}}]}""", "1:62 DIC507")]
    [InlineData("""{"records":[{"id":"a","type":"Location","attributes":{"position":{"latitude":91,"longitude":0}}}]}""", "1:66 DIC507")]
    [InlineData("""{"records":[{"id":"a","type":"Person","role":"hero"}]}""", "1:13 DIC508")]
    [InlineData("""{"records":[{"id":"a","type":"Person"},{"id":"a","type":"Person"}]}""", "1:40 DIC509")]
    [InlineData("""{"records":[{"type":"Person"}]}""", "1:13 DIC509")]
    [InlineData("""{"records":[{"id":"a","type":"Person"}],"links":[{"from":"a","role":"victim-of","to":"b"}]}""", "1:50 DIC509")]
    [InlineData("""{"records":[{"id":"a","type":"Person"}],"links":[{"from":"a","role":"victim","to":"a"}]}""", "1:50 DIC508")]
    [InlineData("""{"message":{"sentAt":"2026-02-01T00:00:00"},"records":[]}""", "1:22 DIC507")]
    public void Read_reports_the_fault_with_its_place(string json, string expected)
    {
        IssueSink issues = new();
        PoleJson.Read(Encoding.UTF8.GetBytes(json), Build.Pole, issues);
        Assert.Equal(expected, string.Join("; ", issues.Issues.Select(i => $"{i.Position} {i.Code}")));
    }

    [Fact]
    public void Read_takes_attributes_that_stand_before_their_type()
    {
        IssueSink issues = new();
        Bundle? bundle = PoleJson.Read(
            """{"links":[{"from":"a","role":"victim-of","to":"b"}],"records":[{"attributes":{"familyName":"Brookhay"},"type":"Person","id":"a"},{"id":"b","type":"Crime"}]}"""u8,
            Build.Pole, issues);
        Assert.Empty(issues.Issues);
        Assert.Equal("Brookhay", bundle!.Records[0]["familyName"].AsText);
        Assert.Equal("victim-of", Assert.Single(bundle.Links).Role.Name);
    }

    private static string Write(Bundle bundle)
    {
        ArrayBufferWriter<byte> output = new();
        PoleJson.Write(bundle, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Text(Bundle bundle) => string.Join('\n',
        bundle.Records.Select(r => $"{r.Id ?? "null"} {r.Role} {r}").Concat(bundle.Links.Select(l => $"{l.From} {l.Role} {l.To}")).Append(bundle.Facts.ToString()));

    private static Gen<string> Texts => Gen.Elements("", " ", "O'Brien-Ŵynne", "line\nbreak \"quoted\" \\ /", "日本 🚓", "x", "<&>", "\u0001\u2028");

    private static Gen<Value> Single(AttributeDefinition attribute) => attribute.Type switch
    {
        Engine.Dictionary.ValueType.Code when attribute.Codes!.Entries.Count > 0 => Gen.Frequency(
            (4, Gen.Elements(attribute.Codes!.Entries.ToArray()).Select(Value.Code)), (1, Texts.Select(Value.Text))),
        Engine.Dictionary.ValueType.Date => Gen.Elements(new PartialDate(1984, 0, 0), new PartialDate(1984, 7, 0), new PartialDate(9, 2, 28), new PartialDate(9999, 12, 31)).Select(Value.Date),
        Engine.Dictionary.ValueType.Time => Gen.Choose(0, 86_399).Select(s => Value.Time(new TimeOnly(TimeSpan.FromSeconds(s).Ticks + (s % 3)))),
        Engine.Dictionary.ValueType.Instant => Gen.Choose(0, int.MaxValue).Select(s => Value.Instant(new DateTime((s * 10_000_000L) + (s % 10), DateTimeKind.Utc))),
        Engine.Dictionary.ValueType.Number => Gen.Elements(0m, -1m, 1.50m, 79228162514264337593543950335m, 0.0000000001m, 12345678901234567890m).Select(Value.Number),
        Engine.Dictionary.ValueType.Boolean => Gen.Elements(true, false).Select(Value.Boolean),
        Engine.Dictionary.ValueType.Point => Gen.Choose(-900_000_000, 900_000_000).Select(n => Value.Point(n / 1e7, -n / 1e7)),
        _ => Texts.Select(Value.Text),
    };

    private static Gen<Value> ValueOf(AttributeDefinition attribute) => attribute.Many
        ? Gen.OneOf(Single(attribute), Single(attribute).ArrayOf().Select(Value.List))
        : Single(attribute);

    private static Gen<Record> RecordOf(RecordType type) =>
        from id in Gen.Elements<string?>(null, "a", "b", "#0", "#5", "")
        from role in Gen.Elements<EntityRole?>(null, Build.Pole.RoleList[3])
        from attributes in Gen.Elements(type.Attributes.ToArray()).ArrayOf()
        from values in Gen.CollectToArray(attributes.Distinct(), ValueOf)
        select Fill(new Record(type) { Id = id, Role = role }, attributes.Distinct().Zip(values));

    private static Record Fill(Record record, IEnumerable<(AttributeDefinition Attribute, Value Value)> values)
    {
        foreach ((AttributeDefinition attribute, Value value) in values)
        {
            record.Set(attribute, value);
        }

        return record;
    }

    private static Gen<Bundle> Bundles =>
        from records in Gen.Elements(Build.Pole.TypeList.ToArray()).SelectMany(RecordOf).NonEmptyListOf().Select(l => l.ToList())
        from links in Gen.Choose(0, 10_000).ArrayOf()
        from facts in Gen.Elements(MessageFacts.None, new MessageFacts("m", "c", new DateTime(5, DateTimeKind.Utc), "s", "r"))
        select Join(records, links, facts);

    private static Bundle Join(List<Record> records, int[] links, MessageFacts facts)
    {
        Bundle bundle = Build.Bundle([.. records]);
        bundle.Facts = facts;
        foreach (int n in links)
        {
            bundle.Add(new Link(n % records.Count, Build.Pole.LinkRoleList[n % Build.Pole.LinkRoleList.Count], n / 7 % records.Count));
        }

        return bundle;
    }
}

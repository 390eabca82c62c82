using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Formats.Json;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Formats;

/// <summary>Measures the memory of the whole process, so nothing else runs at the same time.</summary>
[Collection(nameof(LongStreamTests))]
[CollectionDefinition(nameof(LongStreamTests), DisableParallelization = true)]
public class LongStreamTests
{
    public static TheoryData<MessageFormat, string, string, string> Streams => new()
    {
        { new JsonFormat(), "", "{\"name\":\"Ann Example\",\"phone\":\"01632 960123\"}\n", "" },
        { new JsonFormat(), "[", "{\"name\":\"Ann Example\",\"phone\":\"01632 960123\"},", "0]" },
        { new CsvFormat(), "name,phone\r\n", "\"Ann\nExample\",01632 960123\r\n", "" },
        { new FixedWidthFormat { Lines = [new FixedLine("", null, [new("a", 1, 1)])] }, "", "Ann Example   01632 960123\r\n", "" },
        { new XmlFormat { Each = "p" }, "<f>", "<p><name>Ann Example</name><phone>01632 960123</phone></p>\n", "</f>" },
    };

    [Theory]
    [MemberData(nameof(Streams), DisableDiscoveryEnumeration = true)]
    public void AnyFormat_LongStream_TakesBoundedMemory(MessageFormat format, string head, string item, string tail)
    {
        const int Messages = 50_000;
        using RepeatingStream stream = new(head, item, Messages, tail);
        using MessageSplitter splitter = format.CreateSplitter(stream, FormatLimits.Default);
        IssueSink issues = new();
        int count = 0;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        while (splitter.TryNext(out _, issues))
        {
            count++;
        }

        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Empty(issues.Issues);
        Assert.Equal(Messages + (tail == "0]" ? 1 : 0), count);
        Assert.InRange(kept, long.MinValue, 1 << 20);
    }
}

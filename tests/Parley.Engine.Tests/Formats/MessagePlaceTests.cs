using Parley.Engine.Formats;
using Parley.Engine.Formats.Csv;
using Parley.Engine.Formats.Json;
using Parley.Engine.Issues;
using Xunit;

namespace Parley.Engine.Tests.Formats;

/// <summary>A place within a message is told as the place of its file that a person opens.</summary>
public sealed class MessagePlaceTests
{
    [Fact]
    public void Of_ARowGivenBehindItsHeader_IsTheLineOfTheRow()
    {
        MessagePlace fifth = new("in.csv", 5, new CsvFormat().FirstLine);

        Assert.Equal(new SourcePosition("in.csv", 5, 14), fifth.Of(new SourcePosition(null, 2, 14)));
        Assert.Equal(new SourcePosition("in.csv", 6, 3), fifth.Of(new SourcePosition(null, 3, 3)));
        Assert.Equal(fifth.Start, fifth.Of(new SourcePosition(null, 1, 9)));
    }

    [Fact]
    public void Of_AMessageWithoutAHeader_CountsFromItsOwnFirstLine()
    {
        Assert.Equal(1, new CsvFormat { WholeFile = true }.FirstLine);
        Assert.Equal(new SourcePosition("in.json", 8, 2), new MessagePlace("in.json", 7, new JsonFormat().FirstLine).Of(new SourcePosition(null, 2, 2)));
    }
}

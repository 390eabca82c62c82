using Parley.Engine.Linkage.Models;
using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class IdentityReaderTests
{
    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Read_NothingSaid_JoinsNoRecords()
    {
        Assert.Null(Read("repository: true\n")!.Installation.Identities);
        Assert.Empty(_workspace.Issues.Issues);
    }

    [Fact]
    public void Read_AModelAndThresholds_TakesThem()
    {
        string model = LinkageModelText.Write(LinkageModelText.General).Replace("model: \"person\"", "model: \"ours\"", StringComparison.Ordinal);
        IdentityDefinition read = Read("repository: true\nidentities: { model: linkage/ours.yaml, join-from: 9.5, review-from: 2, population: 5000 }\n", model)!.Installation.Identities!;

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal(("ours", 9.5, 2.0, 5000), (read.Model.Name, read.JoinFrom, read.ReviewFrom, read.Population));
    }

    [Theory]
    [InlineData("identities: { population: 5000 }\n", "WSP038")]
    [InlineData("repository: true\nidentities: { review-from: 9, join-from: 8 }\n", "WSP038")]
    [InlineData("repository: true\nidentities: { model: linkage/nowhere.yaml }\n", "WSP033")]
    [InlineData("repository: true\nidentities: { population: 1 }\n", "")]
    [InlineData("repository: true\nidentities: { join-from: -4 }\n", "")]
    [InlineData("repository: true\nidentities: { threshold: 4 }\n", "")]
    public void Read_WhatMakesNoSense_IsReported(string text, string code)
    {
        Read(text);

        Assert.True(_workspace.Issues.HasErrors);
        Assert.True(code.Length == 0 || _workspace.Issues.Issues.Any(i => i.Code.Code == code), string.Join("; ", _workspace.Issues.Issues));
    }

    private LoadedWorkspace? Read(string text, string? model = null)
    {
        _workspace.With("parley.yaml", $"installation: W\norganisation: wexshire-police\ndictionary: \"2026.1\"\n{text}");
        if (model is not null)
        {
            _workspace.With("linkage/ours.yaml", model);
        }

        return _workspace.Read();
    }
}

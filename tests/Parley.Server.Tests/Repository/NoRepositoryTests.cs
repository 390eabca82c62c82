using Parley.Server.Repository;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Repository;

/// <summary>An installation that has not decided to keep a repository keeps none.</summary>
public sealed class NoRepositoryTests
{
    [Fact]
    public async Task WithoutTheSetting_NothingIsKept_AndTheAnswerSaysSo()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate { Repository = false }.System("beacon"));

        TestServer.Answer search = await server.GetAsync("/v1/search?q=smith", Estate.OperatorKey);
        TestServer.Answer events = await server.GetAsync("/v1/events", Estate.OperatorKey);
        TestServer.Answer nobody = await server.GetAsync("/v1/search?q=smith", null);

        Assert.Equal((404, "SCH003"), (search.Status, search.Code));
        Assert.Equal((404, "SCH003"), (events.Status, events.Code));
        Assert.Equal(401, nobody.Status);
        Assert.Throws<InvalidOperationException>(() => server.Part<Projector>());
    }
}

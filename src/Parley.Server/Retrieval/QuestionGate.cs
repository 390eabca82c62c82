using Parley.Engine.Issues;
using Parley.Engine.Retrieval;
using Parley.Server.Access;
using Parley.Server.Delivery;

namespace Parley.Server.Retrieval;

/// <summary>How often, how many at once, and whether at all a question may be asked just now. Thread-safe.</summary>
internal sealed class QuestionGate(QuestionDefinition question, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Breaker _breaker = new();
    private readonly TokenBucket _bucket = new(time, question.Rate.Burst);
    private int _underWay;

    /// <summary>Goes in; otherwise why not.</summary>
    public IssueCode? Enter()
    {
        lock (_lock)
        {
            if (_underWay >= question.AtOnce)
            {
                return RetrievalIssues.OverBudget;
            }

            if (!_breaker.TryEnter(time.GetUtcNow()))
            {
                return RetrievalIssues.Resting;
            }

            if (_bucket.Take(question.Rate) is not null)
            {
                _breaker.Leave();
                return RetrievalIssues.OverBudget;
            }

            _underWay++;
            return null;
        }
    }

    /// <summary>Comes out again. True when the system is left in peace from here on.</summary>
    /// <param name="worked">Whether the system answered at all.</param>
    public bool Leave(bool worked)
    {
        lock (_lock)
        {
            _underWay--;
            if (worked)
            {
                _breaker.Succeed();
                return false;
            }

            return _breaker.Fail(question.Breaker, time.GetUtcNow());
        }
    }
}

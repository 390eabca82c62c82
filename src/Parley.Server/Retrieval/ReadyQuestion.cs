using Parley.Engine.Retrieval;
using Parley.Engine.Workspace;

namespace Parley.Server.Retrieval;

/// <summary>A question that is ready to be asked.</summary>
/// <param name="Asked">The system as the search has it.</param>
/// <param name="System">The system.</param>
/// <param name="Question">The question.</param>
/// <param name="Caller">Who asks it.</param>
/// <param name="Request">The request.</param>
internal sealed record ReadyQuestion(AskedSystem Asked, SystemDefinition System, QuestionDefinition Question, QuestionCaller Caller, QuestionRequest Request);
